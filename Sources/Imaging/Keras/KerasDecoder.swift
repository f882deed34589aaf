import CVips

/// Reads images as Keras' `load_img(path, target_size=(height, width))` does, for results that must agree
/// with networks and numbers made that way.
///
/// The image is decoded at full size and not turned by its EXIF orientation; `convert("RGB")` as Pillow does
/// it drops alpha and ignores profiles; each pixel of the result is the nearest of the original, however
/// coarse that looks and whatever it does to the aspect. For everything else ``ImageDecoder`` is better.
///
/// Pixels agree bit for bit with Pillow 13 wherever both decoders hand out the same samples, which they do for
/// JPEG, PNG, WebP, TIFF, BMP, Netpbm, JPEG 2000 and opaque GIF. They do not for AVIF, whose decoders smooth
/// colour in different ways (by up to 11 levels), and in a transparent GIF, whose unseen pixels are black here
/// where Pillow shows whichever colour the palette holds.
public struct KerasDecoder: Sendable {
  /// What an image may ask for.
  public let limits: DecodingLimits

  /// A decoder with the limits given.
  public init(limits: DecodingLimits = DecodingLimits()) {
    self.limits = limits
  }

  /// Decodes a file's bytes to exactly `width` × `height` pixels.
  ///
  /// - Throws: ``ImageDecodingError``.
  public func decode(
    _ bytes: [UInt8], width: Int = 224, height: Int = 224
  ) throws(ImageDecodingError) -> PixelBuffer {
    try decode(EncodedImage(bytes), width, height)
  }

  /// Decodes a file to exactly `width` × `height` pixels.
  ///
  /// - Throws: ``ImageDecodingError``.
  public func decode(
    path: String, width: Int = 224, height: Int = 224
  ) throws(ImageDecodingError) -> PixelBuffer {
    try decode(EncodedImage(path: path, limits: limits), width, height)
  }

  private func decode(
    _ input: EncodedImage, _ width: Int, _ height: Int
  ) throws(ImageDecodingError) -> PixelBuffer {
    precondition(width > 0 && height > 0, "an image has at least one pixel")
    let image = try AdmittedImage(input, limits: limits)
    switch image.format {
    case .bmp:
      let bitmap = try Bitmap(image.input.wholeBytes(), limits: limits)
      return nearest(try bitmap.decode(onWhite: false), width, height)
    case .netpbm:
      let netpbm = try Netpbm(image.input.wholeBytes(), limits: limits)
      return nearest(try netpbm.decode(), width, height)
    case .jpeg:
      return try JPEGPipeline(image: image).nearest(toWidth: width, height: height)
    default:
      return try image.input.withSource { source throws(ImageDecodingError) in
        let raster = try image.open(source)
        let pixels = try image.attempt { () throws(VipsFailure) in try sample(raster, width, height) }
        guard let pixels else {
          throw .unsupported(image.format, kind: SampleReader.unusualKind(of: raster, image.format))
        }
        return pixels
      }
    }
  }

  /// Takes the pixels wanted from the rows as they are decoded, so that the full image is never held.
  private func sample(_ raster: Raster, _ width: Int, _ height: Int) throws(VipsFailure) -> PixelBuffer? {
    guard raster.isPlain, let colour = PillowColour(raster) else { return nil }
    var sampler = NearestSampler(
      width: raster.width, height: raster.height, colour: colour, toWidth: width, height: height)
    let reader = try raster.reader()
    if raster.format == VIPS_FORMAT_USHORT {
      try reader.forEachRow(of: UInt16.self) { sampler.push16($0) }
    } else {
      try reader.forEachRow(of: UInt8.self) { sampler.push8($0) }
    }
    return sampler.result
  }

  private func nearest(_ full: PixelBuffer, _ width: Int, _ height: Int) -> PixelBuffer {
    let columns = NearestSampling.positions(from: full.width, to: width)
    var out: [UInt8] = []
    out.reserveCapacity(width * height * 3)
    for y in NearestSampling.positions(from: full.height, to: height) {
      for x in columns {
        let i = (y * full.width + x) * 3
        out.append(contentsOf: full.pixels[i..<(i + 3)])
      }
    }
    return PixelBuffer(width: width, height: height, pixels: out)
  }
}
