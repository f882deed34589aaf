import Glibc
import Imaging

/// Pictures whose content tests can tell.
enum Pictures {
  /// Smooth colours that survive JPEG: red grows to the right, green downwards.
  static func gradient(_ width: Int, _ height: Int) -> PixelBuffer {
    var picture = PixelBuffer(width: width, height: height, filledWith: .black)
    for y in 0..<height {
      for x in 0..<width {
        picture[x, y] = RGBColour(UInt8(x * 255 / max(1, width - 1)), UInt8(y * 255 / max(1, height - 1)), 90)
      }
    }
    return picture
  }

  /// Noise that no encoder can shorten, the same each time.
  static func noise(_ width: Int, _ height: Int, seed: UInt64 = 1) -> PixelBuffer {
    var state = seed
    let values = (0..<(width * height * 3)).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 33)
    }
    return PixelBuffer(width: width, height: height, pixels: values)
  }

  /// A white picture with a red upper left, a green upper right and a blue lower left quarter.
  static func corners(_ width: Int, _ height: Int) -> PixelBuffer {
    var canvas = Canvas(width: width, height: height)
    let (w, h) = (width / 2, height / 2)
    canvas.fill(PixelRectangle(x: 0, y: 0, width: w, height: h), with: RGBColour(255, 0, 0))
    canvas.fill(PixelRectangle(x: w, y: 0, width: width - w, height: h), with: RGBColour(0, 255, 0))
    canvas.fill(PixelRectangle(x: 0, y: h, width: w, height: height - h), with: RGBColour(0, 0, 255))
    return canvas.pixels
  }
}

/// A folder that is gone after the test.
final class ScratchFolder {
  let path: String

  init() {
    path = "/tmp/lithoscope-imaging-\(getpid())-\(UInt64.random(in: .min ... .max))"
    mkdir(path, 0o700)
  }

  deinit {
    if let folder = opendir(path) {
      while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        unlink("\(path)/\(name)")
      }
      closedir(folder)
    }
    rmdir(path)
  }

  /// Writes a file and returns its path.
  func write(_ bytes: [UInt8], _ name: String) -> String {
    let file = "\(path)/\(name)"
    if let stream = fopen(file, "w") {
      fwrite(bytes, 1, bytes.count, stream)
      fclose(stream)
    }
    return file
  }
}

extension RGBColour {
  /// Whether no channel differs by more than `tolerance`.
  func isClose(to other: RGBColour, within tolerance: Int = 3) -> Bool {
    abs(Int(red) - Int(other.red)) <= tolerance && abs(Int(green) - Int(other.green)) <= tolerance
      && abs(Int(blue) - Int(other.blue)) <= tolerance
  }
}
