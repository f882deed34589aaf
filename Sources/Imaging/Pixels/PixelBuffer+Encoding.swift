import CVips

extension PixelBuffer {
  /// The image as a PNG file, without loss.
  ///
  /// - Throws: ``PixelBufferError/cannotEncode(width:height:format:)``.
  public func png() throws -> [UInt8] {
    try encoded(as: "PNG") { image, data, length in cvips_encode_png(image, data, length) }
  }

  /// The image as a JPEG file.
  ///
  /// - Parameter quality: 1 (smallest) to 100 (best).
  /// - Throws: ``PixelBufferError/cannotEncode(width:height:format:)``, for one when a side is above 65,500.
  public func jpeg(quality: Int = 90) throws -> [UInt8] {
    let quality = Int32(min(100, max(1, quality)))
    return try encoded(as: "JPEG") { image, data, length in
      cvips_encode_jpeg(image, data, length, quality)
    }
  }

  /// The image as a lossy WebP file.
  ///
  /// - Parameter quality: 1 (smallest) to 100 (best).
  /// - Throws: ``PixelBufferError/cannotEncode(width:height:format:)``, for one when a side is above 16,383.
  public func webp(quality: Int = 90) throws -> [UInt8] {
    let quality = Int32(min(100, max(1, quality)))
    return try encoded(as: "WebP") { image, data, length in
      cvips_encode_webp(image, data, length, quality)
    }
  }

  /// Writes the image as the type that the name ends in: `.png`, `.jpg`, `.jpeg` or `.webp`, in any case.
  ///
  /// The file appears complete or not at all: it is written beside its place and then renamed.
  ///
  /// - Throws: ``PixelBufferError``.
  public func write(to path: String) throws {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    let ending = name.contains(".") ? name.split(separator: ".").last?.lowercased() : nil
    let bytes =
      switch ending {
      case "png": try png()
      case "jpg", "jpeg": try jpeg()
      case "webp": try webp()
      default: throw PixelBufferError.unsupportedExtension(path: path)
      }
    try WholeFile.write(bytes, to: path)
  }

  private func encoded(
    as format: String,
    with encoder: (
      UnsafeMutablePointer<VipsImage>, UnsafeMutablePointer<UnsafeMutableRawPointer?>,
      UnsafeMutablePointer<Int>
    ) -> Int32
  ) throws -> [UInt8] {
    do {
      return try withRaster { raster throws(VipsFailure) in try raster.encoded(encoder) }
    } catch {
      throw PixelBufferError.cannotEncode(width: width, height: height, format: format)
    }
  }

  /// Lends the pixels to libvips for the length of a call.
  private func withRaster<Result>(
    _ body: (Raster) throws(VipsFailure) -> Result
  ) throws(VipsFailure) -> Result {
    try Raster.withWrapped(pixels, width: width, height: height, channels: 3, body)
  }
}
