extension PixelBuffer {
  /// The image turned upright from one of the eight ways in which EXIF says a camera stored it (1 upright,
  /// 2 mirrored, 3 upside down, 4 flipped, 5 transposed, 6 to be turned right, 7 transversed, 8 left).
  ///
  /// Source: Exif 2.32, tag 0x0112 Orientation.
  func upright(fromOrientation orientation: Int) -> PixelBuffer {
    guard (2...8).contains(orientation) else { return self }
    let swapsSides = orientation >= 5
    let newWidth = swapsSides ? height : width
    let newHeight = swapsSides ? width : height
    // The source position is origin + x * stepX + y * stepY for the upright position (x, y), in pixels.
    let lastColumn = width - 1
    let lastRow = (height - 1) * width
    let (origin, stepX, stepY) =
      switch orientation {
      case 2: (lastColumn, -1, width)
      case 3: (lastRow + lastColumn, -1, -width)
      case 4: (lastRow, 1, -width)
      case 5: (0, width, 1)
      case 6: (lastRow, -width, 1)
      case 7: (lastRow + lastColumn, -width, -1)
      default: (lastColumn, width, -1)
      }
    let turned = [UInt8](unsafeUninitializedCapacity: pixels.count) { out, count in
      var target = 0
      for y in 0..<newHeight {
        var source = origin + y * stepY
        for _ in 0..<newWidth {
          out[target] = pixels[3 * source]
          out[target + 1] = pixels[3 * source + 1]
          out[target + 2] = pixels[3 * source + 2]
          target += 3
          source += stepX
        }
      }
      count = target
    }
    return PixelBuffer(width: newWidth, height: newHeight, pixels: turned)
  }
}
