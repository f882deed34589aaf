/// Turns files into upright sRGB pixels no larger than asked for.
///
/// The bytes decide what a file is, never its name, and every limit is checked before a pixel is decoded. A
/// decoder holds nothing but its limits: use one from as many threads as you like; each call works in the
/// thread that makes it.
///
/// ```swift
/// let decoder = ImageDecoder()
/// let image = try decoder.decode(path: "photos/gneiss.jpg", fitting: 448)
/// ```
public struct ImageDecoder: Sendable {
  /// What an image may ask for.
  public let limits: DecodingLimits

  /// A decoder with the limits given.
  public init(limits: DecodingLimits = DecodingLimits()) {
    self.limits = limits
  }

  /// Decodes a file's bytes.
  ///
  /// The image is turned upright by its EXIF orientation, converted to sRGB by the profile it carries (a
  /// broken profile is passed over), laid on white where it is transparent, and reduced, never enlarged, with
  /// an antialiased filter so that neither side exceeds `side`; its aspect is kept to the nearest pixel. Of
  /// an animation or a document it is the first frame or page.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - side: the longest side wanted, 1 or more.
  /// - Throws: ``ImageDecodingError``.
  public func decode(_ bytes: [UInt8], fitting side: Int) throws(ImageDecodingError) -> DecodedImage {
    try decode(EncodedImage(bytes), fitting: side)
  }

  /// Decodes a file as ``decode(_:fitting:)`` does. Files above 64 MiB are read as they are decoded.
  public func decode(path: String, fitting side: Int) throws(ImageDecodingError) -> DecodedImage {
    try decode(EncodedImage(path: path, limits: limits), fitting: side)
  }

  private func decode(_ input: EncodedImage, fitting side: Int) throws(ImageDecodingError) -> DecodedImage {
    precondition(side > 0, "the longest side is 1 pixel or more")
    let image = try AdmittedImage(input, limits: limits)
    switch image.format {
    case .bmp:
      let bitmap = try Bitmap(image.input.wholeBytes(), limits: limits)
      return reduced(try bitmap.decode(onWhite: true), .bmp, side)
    case .netpbm:
      let netpbm = try Netpbm(image.input.wholeBytes(), limits: limits)
      return reduced(try netpbm.decode(), .netpbm, side)
    case .jpeg:
      return try JPEGPipeline(image: image).thumbnail(fitting: side)
    default:
      return try ThumbnailPipeline(image: image).run(fitting: side)
    }
  }

  /// The last step for formats that are decoded here at full size.
  private func reduced(_ full: PixelBuffer, _ format: ImageFormat, _ side: Int) -> DecodedImage {
    let size = FittedSize(width: full.width, height: full.height, side: side)
    let metadata = ImageMetadata(
      format: format, storedWidth: full.width, storedHeight: full.height, orientation: 1, pages: 1,
      exif: [:])
    return DecodedImage(pixels: full.resized(toWidth: size.width, height: size.height), metadata: metadata)
  }
}
