/// Changes an image's size while its rows arrive from top to bottom.
///
/// Only a handful of rows is held, so memory does not depend on the image's height: each row that arrives is
/// added, with its weights, to the few result rows it touches, and a result row that is complete is filtered
/// across and handed out.
struct RowResampler {
  private let channels: Int
  private let newWidth: Int
  private let rowTaps: FilterTaps
  private let columnTaps: FilterTaps
  private let scale: Float
  private let keepsWidth: Bool

  /// Sums of the result rows that are not complete, `ring` of them, each `stride` long.
  private var sums: [Float]
  private let ring: Int
  private let stride: Int

  /// The row that arrived last, as numbers.
  private var row: [Float]

  private var nextInput = 0
  private var nextOutput = 0

  /// The result: `[newHeight, newWidth, channels]`, 8 bits each.
  private(set) var output: [UInt8] = []

  /// - Parameters:
  ///   - channels: interleaved values a pixel, 1 to 4.
  ///   - largest: the value that becomes 255.
  init(
    width: Int, height: Int, channels: Int, toWidth newWidth: Int, height newHeight: Int, largest: Int = 255
  ) {
    precondition((1...4).contains(channels), "a pixel has 1 to 4 channels")
    self.channels = channels
    self.newWidth = newWidth
    keepsWidth = width == newWidth
    rowTaps = FilterTaps(from: height, to: newHeight)
    columnTaps = FilterTaps(from: width, to: newWidth)
    scale = 255 / Float(largest)
    ring = rowTaps.mostOverlapping
    // Pixels are read four values at a time, so the last one needs room behind it.
    let room = 4
    stride = width * channels + room
    sums = Array(repeating: 0, count: ring * stride)
    row = Array(repeating: 0, count: stride)
    output = Array(repeating: 0, count: newWidth * newHeight * channels)
  }

  /// Takes the next row.
  mutating func push<Sample: FixedWidthInteger & UnsignedInteger>(_ samples: UnsafePointer<Sample>) {
    let count = stride - 4
    row.withUnsafeMutableBufferPointer { row in
      for i in 0..<count { row[i] = Float(samples[i]) }
    }
    var target = nextOutput
    while target < rowTaps.starts.count, rowTaps.starts[target] <= nextInput {
      let weight = rowTaps.weights[rowTaps.offsets[target] + nextInput - rowTaps.starts[target]]
      let isFirst = rowTaps.starts[target] == nextInput
      add(weight, to: target % ring, count, replacing: isFirst)
      target += 1
    }
    nextInput += 1
    while nextOutput < rowTaps.starts.count, rowTaps.end(nextOutput) <= nextInput {
      finish(nextOutput % ring)
      nextOutput += 1
    }
  }

  private mutating func add(_ weight: Float, to slot: Int, _ count: Int, replacing: Bool) {
    let begin = slot * stride
    row.withUnsafeBufferPointer { row in
      sums.withUnsafeMutableBufferPointer { sums in
        let sum = UnsafeMutableBufferPointer(rebasing: sums[begin..<(begin + count)])
        if replacing {
          for i in 0..<count { sum[i] = weight * row[i] }
        } else {
          for i in 0..<count { sum[i] += weight * row[i] }
        }
      }
    }
  }

  /// Filters a complete row across and appends it to the result.
  private mutating func finish(_ slot: Int) {
    let rowStart = nextOutput * newWidth * channels
    let first = slot * stride * MemoryLayout<Float>.stride
    let pixelBytes = channels * MemoryLayout<Float>.stride
    let scale = scale
    output.withUnsafeMutableBufferPointer { output in
      guard let row = output.baseAddress.map({ $0 + rowStart }) else { return }
      sums.withUnsafeBytes { sums in
        if keepsWidth {
          for i in 0..<(newWidth * channels) {
            row[i] = Self.level(sums.load(fromByteOffset: first + i * 4, as: Float.self) * scale)
          }
          return
        }
        columnTaps.weights.withUnsafeBufferPointer { weights in
          for x in 0..<newWidth {
            var source = first &+ columnTaps.starts[x] &* pixelBytes
            var tap = columnTaps.offsets[x]
            let end = tap &+ columnTaps.counts[x]
            var pixel = SIMD4<Float>.zero
            while tap < end {
              pixel += weights[tap] * sums.loadUnaligned(fromByteOffset: source, as: SIMD4<Float>.self)
              source &+= pixelBytes
              tap &+= 1
            }
            pixel *= scale
            let target = row + x * channels
            target[0] = Self.level(pixel.x)
            if channels > 1 { target[1] = Self.level(pixel.y) }
            if channels > 2 { target[2] = Self.level(pixel.z) }
            if channels > 3 { target[3] = Self.level(pixel.w) }
          }
        }
      }
    }
  }

  /// The nearest whole number from 0 to 255. Adding 2²³ leaves a float's fraction no room, so that its lowest
  /// bits are the rounded number; that is several times faster than a checked conversion.
  @inline(__always)
  private static func level(_ value: Float) -> UInt8 {
    UInt8(truncatingIfNeeded: (max(0, min(255, value)) + 8_388_608).bitPattern)
  }
}
