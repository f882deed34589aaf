/// From an admitted JPEG to pixels: reduced by blocks while it is decoded, row by row by a good filter after
/// that, with colour converted and the image turned when it is smallest.
struct JPEGPipeline {
  let image: AdmittedImage

  /// An upright sRGB image no longer than `side`.
  func thumbnail(fitting side: Int) throws(ImageDecodingError) -> DecodedImage {
    guard let structure = image.jpeg else { throw .corrupt(.jpeg) }
    let size = FittedSize(width: structure.width, height: structure.height, side: side)
    let shrink = blockShrink(structure, to: size)
    let samples = try withReader(shrink: shrink) { reader throws(JPEGReader.Failure) in
      var resampler = RowResampler(
        width: reader.width, height: reader.height, channels: reader.channels,
        toWidth: size.width, height: size.height)
      try reader.forEachRow { row in if let start = row.baseAddress { resampler.push(start) } }
      return ColourSamples(
        width: size.width, height: size.height, channels: reader.channels, values: resampler.output,
        profile: structure.profile(in: image.input.head))
    }
    guard let pixels = try? samples.convertedToSRGB() else { throw .corrupt(.jpeg) }
    let head = image.input.head
    let exif = head[
      (head.startIndex + structure.exif.lowerBound)..<(head.startIndex + structure.exif.upperBound)]
    let metadata = ImageMetadata(
      format: .jpeg, storedWidth: structure.width, storedHeight: structure.height,
      orientation: ExifReader.orientation(in: exif), pages: 1, exif: ExifReader.values(in: exif))
    return DecodedImage(pixels: pixels.upright(fromOrientation: metadata.orientation), metadata: metadata)
  }

  /// The image as Pillow's nearest-neighbour resize makes it, neither turned nor colour-managed.
  func nearest(toWidth width: Int, height: Int) throws(ImageDecodingError) -> PixelBuffer {
    try withReader(shrink: 1) { reader throws(JPEGReader.Failure) in
      var sampler = NearestSampler(
        width: reader.width, height: reader.height, colour: PillowColour(jpegChannels: reader.channels),
        toWidth: width, height: height)
      try reader.forEachRow { row in if let start = row.baseAddress { sampler.push8(start) } }
      return sampler.result
    }
  }

  /// How much of the reduction decoding can do by itself: the most that leaves no side below what is wanted.
  private func blockShrink(_ structure: JPEGStructure, to size: FittedSize) -> Int {
    [8, 4, 2].first { shrink in
      structure.width >= size.width * shrink && structure.height >= size.height * shrink
    } ?? 1
  }

  private func withReader<Result>(
    shrink: Int, _ body: (JPEGReader) throws(JPEGReader.Failure) -> Result
  ) throws(ImageDecodingError) -> Result {
    do {
      if let file = image.input.file {
        return try body(JPEGReader(descriptor: file.descriptor, shrink: shrink))
      }
      var outcome: Swift.Result<Result, JPEGReader.Failure> = .failure(.corrupt)
      image.input.head.withUnsafeBufferPointer { bytes in
        do throws(JPEGReader.Failure) {
          outcome = .success(try body(JPEGReader(borrowing: bytes, shrink: shrink)))
        } catch {
          outcome = .failure(error)
        }
      }
      return try outcome.get()
    } catch {
      switch error {
      case .truncated: throw .truncated(.jpeg)
      case .corrupt: throw image.looksCutShort ? .truncated(.jpeg) : .corrupt(.jpeg)
      }
    }
  }
}
