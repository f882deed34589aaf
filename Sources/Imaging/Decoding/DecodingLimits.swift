/// How much an image may ask for. All limits are checked before a pixel is decoded.
public struct DecodingLimits: Sendable, Equatable {
  /// The most pixels of an image that is decoded row by row (baseline JPEG, plain PNG, TIFF), whose memory
  /// does not depend on its height.
  public var maxPixels: Int

  /// The most pixels of an image that must be held whole while it is decoded: progressive JPEG, interlaced
  /// PNG, WebP, GIF, HEIF, AVIF, JPEG 2000, BMP and Netpbm. Each pixel costs 3 to 12 bytes.
  public var maxPixelsHeldWhole: Int

  /// The largest file, in bytes.
  public var maxFileBytes: Int

  /// Limits; the defaults take any photograph and keep one decoding below some 800 MB.
  ///
  /// - Parameters:
  ///   - maxPixels: 300 million, a 17,320-pixel square.
  ///   - maxPixelsHeldWhole: 64 million, an 8,000-pixel square.
  ///   - maxFileBytes: 2 GiB.
  public init(
    maxPixels: Int = 300_000_000, maxPixelsHeldWhole: Int = 64_000_000, maxFileBytes: Int = 2 << 30
  ) {
    self.maxPixels = maxPixels
    self.maxPixelsHeldWhole = min(maxPixels, maxPixelsHeldWhole)
    self.maxFileBytes = maxFileBytes
  }

  /// - Throws: ``ImageDecodingError/tooManyPixels(width:height:limit:)``.
  func check(width: Int, height: Int, heldWhole: Bool) throws(ImageDecodingError) {
    let limit = heldWhole ? maxPixelsHeldWhole : maxPixels
    let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
    if overflow || pixels > limit {
      throw .tooManyPixels(width: width, height: height, limit: limit)
    }
  }

  /// - Throws: ``ImageDecodingError/tooManyBytes(bytes:limit:)`` or ``ImageDecodingError/empty``.
  func check(fileBytes: Int) throws(ImageDecodingError) {
    if fileBytes == 0 { throw .empty }
    if fileBytes > maxFileBytes { throw .tooManyBytes(bytes: fileBytes, limit: maxFileBytes) }
  }
}
