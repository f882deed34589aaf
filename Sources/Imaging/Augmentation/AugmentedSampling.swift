/// Mirrors, turns and enlarges a part of an image, and changes its tones, in one pass over the result.
struct AugmentedSampling {
  private let width: Int
  private let height: Int
  private let columns: AxisSampling
  private let rows: AxisSampling
  private let isCopied: Bool

  /// A way to sample images of one size: mirrored first, then turned.
  ///
  /// - Parameters:
  ///   - quarters: Quarter turns clockwise, 0 to 3.
  ///   - side: The shown part's sides as a share of the image's.
  ///   - left: Where the part lies, from 0 to 1.
  ///   - top: Where the part lies, from 0 to 1.
  init(
    width: Int, height: Int, quarters: Int, mirrorsColumns: Bool, mirrorsRows: Bool, side: Double,
    left: Double,
    top: Double
  ) {
    // After a quarter turn clockwise the result's columns go up the image's rows, and its rows along the columns;
    // after three they go down, and its rows back.
    let horizontal = AxisSampling(
      length: width, stride: 3, isMirrored: mirrorsColumns != (quarters >= 2), side: side, place: left)
    let vertical = AxisSampling(
      length: height, stride: 3 * width, isMirrored: mirrorsRows != (quarters == 1 || quarters == 2),
      side: side,
      place: top)
    let swapsSides = quarters % 2 == 1
    (columns, rows) = swapsSides ? (vertical, horizontal) : (horizontal, vertical)
    (self.width, self.height) = swapsSides ? (height, width) : (width, height)
    isCopied = side == 1
  }

  func callAsFunction(_ image: PixelBuffer, _ tones: ToneTable) -> PixelBuffer {
    let identity = (0...255).map { UInt8($0) }
    let count = 3 * width * height
    let pixels = [UInt8](unsafeUninitializedCapacity: count) { result, initialised in
      image.pixels.withUnsafeBufferPointer { source in
        (tones.values ?? identity).withUnsafeBufferPointer { tones in
          guard let result = result.baseAddress, let source = source.baseAddress,
            let tones = tones.baseAddress
          else { return }
          for row in 0..<height {
            let target = result + 3 * width * row
            if isCopied {
              copy(row, of: source, tones, into: target)
            } else {
              interpolate(row, of: source, tones, into: target)
            }
          }
        }
      }
      initialised = count
    }
    return PixelBuffer(width: width, height: height, pixels: pixels)
  }

  private func copy(
    _ row: Int, of source: UnsafePointer<UInt8>, _ tones: UnsafePointer<UInt8>,
    into target: UnsafeMutablePointer<UInt8>
  ) {
    let source = source + rows.first[row]
    columns.first.withUnsafeBufferPointer { offsets in
      for column in 0..<width {
        let (pixel, result) = (source + offsets[column], target + 3 * column)
        result[0] = tones[Int(pixel[0])]
        result[1] = tones[Int(pixel[1])]
        result[2] = tones[Int(pixel[2])]
      }
    }
  }

  /// Bilinear interpolation, in whole numbers.
  private func interpolate(
    _ row: Int, of source: UnsafePointer<UInt8>, _ tones: UnsafePointer<UInt8>,
    into target: UnsafeMutablePointer<UInt8>
  ) {
    let (upper, lower) = (source + rows.first[row], source + rows.second[row])
    let whole = AxisSampling.whole
    let down = rows.share[row]
    let half = whole * whole / 2
    columns.first.withUnsafeBufferPointer { firsts in
      columns.second.withUnsafeBufferPointer { seconds in
        columns.share.withUnsafeBufferPointer { shares in
          for column in 0..<width {
            let (first, second, along) = (firsts[column], seconds[column], shares[column])
            let result = target + 3 * column
            for channel in 0..<3 {
              let (before, after) = (first &+ channel, second &+ channel)
              let above = UInt32(upper[before]) &* (whole &- along) &+ UInt32(upper[after]) &* along
              let below = UInt32(lower[before]) &* (whole &- along) &+ UInt32(lower[after]) &* along
              let sum = above &* (whole &- down) &+ below &* down &+ half
              result[channel] = tones[Int(sum >> 16)]
            }
          }
        }
      }
    }
  }
}
