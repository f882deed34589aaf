import CVips

/// From an admitted file to a small upright sRGB image, through libvips.
///
/// The order is what makes it fast: a JPEG is reduced while its blocks are decoded, everything after that
/// sees few pixels, and colour is converted and the image turned when it is smallest.
struct ThumbnailPipeline {
  let image: AdmittedImage
  let side: Int

  /// How much larger than the result a JPEG must stay when it is reduced block by block. Such a reduction
  /// takes plain averages, and what remains to be done after it is done by a good filter.
  private static let headroom = 1.0

  func run() throws(ImageDecodingError) -> DecodedImage {
    try image.withSource { source, strictness throws(ImageDecodingError) in
      let raster = try image.open(source, shrink: blockShrink, strictness: strictness)
      let stored = (width: image.jpeg?.width ?? raster.width, height: image.jpeg?.height ?? raster.height)
      let size = FittedSize(width: stored.width, height: stored.height, side: side)
      let metadata = metadata(of: raster, stored: stored)
      let pixels = try image.attempt { () throws(VipsFailure) in
        let samples = try SampleReader(raster).samples(fitting: size)
        return try samples.map { samples throws(VipsFailure) in try samples.convertedToSRGB() }
      }
      guard let pixels else {
        throw .unsupported(image.format, kind: SampleReader.unusualKind(of: raster, image.format))
      }
      return DecodedImage(pixels: pixels.upright(fromOrientation: metadata.orientation), metadata: metadata)
    }
  }

  /// How much of the reduction JPEG decoding can do by itself: 1, 2, 4 or 8.
  private var blockShrink: Int {
    guard let jpeg = image.jpeg else { return 1 }
    let factor = Double(max(jpeg.width, jpeg.height)) / Double(side)
    return [8, 4, 2].first { factor >= Double($0) * Self.headroom } ?? 1
  }

  private func metadata(of raster: Raster, stored: (width: Int, height: Int)) -> ImageMetadata {
    let orientation = orientation(of: raster)
    let swapsSides = orientation >= 5
    return ImageMetadata(
      format: image.format,
      width: swapsSides ? stored.height : stored.width,
      height: swapsSides ? stored.width : stored.height,
      orientation: orientation,
      pages: max(1, raster.integer("n-pages") ?? 1),
      exif: exif(of: raster))
  }

  /// HEIF, AVIF and JPEG XL say in the image itself how to turn it and their decoders do so; their EXIF
  /// orientation is a copy that must not be followed again.
  private func orientation(of raster: Raster) -> Int {
    switch image.format {
    case .heif, .avif, .jpegXL, .jpeg2000: return 1
    default:
      let value = raster.integer("orientation") ?? 1
      return (1...8).contains(value) ? value : 1
    }
  }

  private func exif(of raster: Raster) -> [String: String] {
    if let block = raster.blob("exif-data", limit: ExifReader.largestBlock) {
      return ExifReader.values(in: block[...])
    }
    return image.format == .tiff ? ExifReader.values(in: image.input.head) : [:]
  }
}
