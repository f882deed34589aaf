/// What becomes of each value of an image when its brightness and contrast change.
struct ToneTable {
  /// 256 values; nil where all stay as they are.
  let values: [UInt8]?

  /// As many pixels, or a few more, are looked at for the mean.
  private static let pixelsForMean = 4096

  /// `gain · (mean + contrast · (v − mean))`, rounded and kept from 0 to 255.
  init(_ image: PixelBuffer, gain: Double, contrast: Double) {
    guard gain != 1 || contrast != 1 else {
      values = nil
      return
    }
    let mean = contrast == 1 ? 0 : Self.mean(of: image)
    values = (0...255).map { value in
      let changed = gain * (mean + contrast * (Double(value) - mean))
      return UInt8(max(0, min(255, changed.rounded())))
    }
  }

  private static func mean(of image: PixelBuffer) -> Double {
    let count = image.width * image.height
    let step = max(1, count / pixelsForMean)
    var (sum, seen) = (0, 0)
    for pixel in stride(from: step / 2, to: count, by: step) {
      sum +=
        Int(image.pixels[3 * pixel]) + Int(image.pixels[3 * pixel + 1]) + Int(image.pixels[3 * pixel + 2])
      seen += 3
    }
    return Double(sum) / Double(max(1, seen))
  }
}
