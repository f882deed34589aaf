import CVips

/// An image whose format is known and whose header, as far as it can be read without libvips, passed the
/// limits.
struct AdmittedImage {
  let input: EncodedImage
  let format: ImageFormat
  let limits: DecodingLimits

  /// The markers, for a JPEG.
  let jpeg: JPEGStructure?

  /// Whether decoding needs memory for all pixels at once.
  private let isHeldWhole: Bool

  /// - Throws: the first reason not to decode it.
  init(_ input: EncodedImage, limits: DecodingLimits) throws(ImageDecodingError) {
    try limits.check(fileBytes: input.length)
    guard let format = ImageFormat.sniff(input.head) else {
      throw .notAnImage(found: FileGuess.describe(input.head))
    }
    self.input = input
    self.format = format
    self.limits = limits
    switch format {
    case .jpeg:
      guard let structure = JPEGStructure(input.head) else {
        throw Self.looksCutShort(input, .jpeg) ? .truncated(.jpeg) : .corrupt(.jpeg)
      }
      guard structure.isOrdinary else {
        throw .unsupported(.jpeg, kind: structure.unusualKind)
      }
      jpeg = structure
      isHeldWhole = structure.hasSeveralScans
      try limits.check(width: structure.width, height: structure.height, heldWhole: isHeldWhole)
    case .png:
      guard let structure = PNGStructure(input.head) else {
        throw input.length < PNGStructure.bytes ? .truncated(.png) : .corrupt(.png)
      }
      jpeg = nil
      isHeldWhole = structure.isInterlaced
      try limits.check(width: structure.width, height: structure.height, heldWhole: isHeldWhole)
    default:
      jpeg = nil
      isHeldWhole = format.alwaysDecodesWhole
    }
  }

  /// Opens the image with the decoder of its format and checks what only libvips can read of its header.
  func open(_ source: ByteSource) throws(ImageDecodingError) -> Raster {
    guard let loader = format.loader, vips_type_find("VipsOperation", format.loaderName) != 0 else {
      throw .unsupported(format, kind: "\(format == .avif ? "an" : "a") \(format.name) image")
    }
    let raster = try attempt { () throws(VipsFailure) in try source.open(loader) }
    try limits.check(width: raster.width, height: raster.height, heldWhole: isHeldWhole)
    return raster
  }

  /// Runs a step of libvips on the image and names the cause when it fails.
  func attempt<Result>(
    _ step: () throws(VipsFailure) -> Result
  ) throws(ImageDecodingError) -> Result {
    do {
      return try step()
    } catch {
      throw looksCutShort ? .truncated(format) : .corrupt(format)
    }
  }

  /// Whether the file ends before its structure says it should; asked only when it could not be decoded.
  var looksCutShort: Bool { Self.looksCutShort(input, format) }

  private static func looksCutShort(_ input: EncodedImage, _ format: ImageFormat) -> Bool {
    FileCompleteness.isCutShort(input.head, fileLength: input.length, tail: input.tail, format: format)
  }
}

extension ImageFormat {
  /// The libvips decoder; nil for what Imaging decodes without it, and for JPEG XL, whose library
  /// in current distributions is young, marked as not hardened by libvips and given to printing.
  fileprivate var loader: CVipsLoader? {
    switch self {
    case .png: CVIPS_PNG
    case .webp: CVIPS_WEBP
    case .gif: CVIPS_GIF
    case .tiff: CVIPS_TIFF
    case .heif, .avif: CVIPS_HEIF
    case .jpeg2000: CVIPS_JPEG2000
    case .jpeg, .jpegXL, .bmp, .netpbm: nil
    }
  }

  /// What libvips calls that decoder; it may be missing, since distributions split libvips up.
  fileprivate var loaderName: String {
    switch self {
    case .png: "pngload_source"
    case .webp: "webpload_source"
    case .gif: "gifload_source"
    case .tiff: "tiffload_source"
    case .heif, .avif: "heifload_source"
    case .jpeg2000: "jp2kload_source"
    case .jpeg, .jpegXL, .bmp, .netpbm: ""
    }
  }
}
