/// From an admitted file to a small upright sRGB image, through libvips.
///
/// Rows are reduced as they are decoded, colour is converted and the image turned when it is smallest.
struct ThumbnailPipeline {
  let image: AdmittedImage

  func run(fitting side: Int) throws(ImageDecodingError) -> DecodedImage {
    try image.input.withSource { source throws(ImageDecodingError) in
      let raster = try image.open(source)
      let size = FittedSize(width: raster.width, height: raster.height, side: side)
      let pixels = try image.attempt { () throws(VipsFailure) in
        let samples = try SampleReader(raster).samples(fitting: size)
        return try samples.map { samples throws(VipsFailure) in try samples.convertedToSRGB() }
      }
      guard let pixels else {
        throw .unsupported(image.format, kind: SampleReader.unusualKind(of: raster, image.format))
      }
      let metadata = ImageMetadata(
        format: image.format, storedWidth: raster.width, storedHeight: raster.height,
        orientation: orientation(of: raster), pages: max(1, raster.integer("n-pages") ?? 1),
        exif: exif(of: raster))
      return DecodedImage(pixels: pixels.upright(fromOrientation: metadata.orientation), metadata: metadata)
    }
  }

  /// HEIF and AVIF say in the image itself how to turn it and their decoder does so; their EXIF orientation
  /// is a copy that must not be followed again.
  private func orientation(of raster: Raster) -> Int {
    switch image.format {
    case .heif, .avif: return 1
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
