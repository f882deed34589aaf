extension PixelBuffer {
  /// The image at another size, its aspect not kept: an antialiased Lanczos filter along a side that
  /// shrinks, a cubic one along a side that grows.
  public func resized(toWidth newWidth: Int, height newHeight: Int) -> PixelBuffer {
    precondition(newWidth > 0 && newHeight > 0, "an image has at least one pixel")
    if newWidth == width && newHeight == height { return self }
    var resampler = RowResampler(
      width: width, height: height, channels: 3, toWidth: newWidth, height: newHeight)
    pixels.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      for y in 0..<height { resampler.push(start + y * width * 3) }
    }
    return PixelBuffer(width: newWidth, height: newHeight, pixels: resampler.output)
  }

  /// Each pixel as a square of `factor` × `factor`, so that small tiles stay crisp.
  public func magnified(by factor: Int) -> PixelBuffer {
    precondition(factor > 0, "a factor is 1 or more")
    if factor == 1 { return self }
    var out: [UInt8] = []
    out.reserveCapacity(pixels.count * factor * factor)
    for y in 0..<height {
      var row: [UInt8] = []
      row.reserveCapacity(width * factor * 3)
      for x in 0..<width {
        let i = (y * width + x) * 3
        for _ in 0..<factor { row.append(contentsOf: pixels[i..<(i + 3)]) }
      }
      for _ in 0..<factor { out.append(contentsOf: row) }
    }
    return PixelBuffer(width: width * factor, height: height * factor, pixels: out)
  }
}
