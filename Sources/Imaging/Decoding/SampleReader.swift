import CVips

/// Reads an opened image at the size wanted, as 8-bit samples of its own colour space.
struct SampleReader {
  private let raster: Raster

  /// Lets libvips convert what cannot be resized as it is, and lays transparency on white.
  init(_ raster: Raster) throws(VipsFailure) {
    var raster = raster
    if Self.needsColourSpace(raster) { raster = try raster.applying { cvips_to_srgb($0) } }
    if raster.interpretation == VIPS_INTERPRETATION_CMYK {
      if raster.bands > 4 { raster = try raster.applying { cvips_first_bands($0, 4) } }
    } else if raster.hasAlpha, raster.bands <= 4 {
      raster = try raster.applying { cvips_flatten($0) }
    }
    self.raster = raster
  }

  /// The samples, or nil when the image is of a kind that has no agreed look.
  func samples(fitting size: FittedSize) throws(VipsFailure) -> ColourSamples? {
    let isCMYK = raster.interpretation == VIPS_INTERPRETATION_CMYK
    guard raster.bands == 1 || raster.bands == 3 || raster.bands == 4 && isCMYK else { return nil }
    var resampler = RowResampler(
      width: raster.width, height: raster.height, channels: raster.bands,
      toWidth: size.width, height: size.height, largest: largestSample)
    switch raster.format {
    case VIPS_FORMAT_UCHAR: try raster.reader().forEachRow(of: UInt8.self) { resampler.push($0) }
    case VIPS_FORMAT_USHORT: try raster.reader().forEachRow(of: UInt16.self) { resampler.push($0) }
    default: return nil
    }
    let largestProfile = 4 << 20
    return ColourSamples(
      width: size.width, height: size.height, channels: raster.bands, values: resampler.output,
      profile: raster.blob(VIPS_META_ICC_NAME, limit: largestProfile) ?? [])
  }

  /// What cannot be shown, to follow "It is".
  static func unusualKind(of raster: Raster, _ format: ImageFormat) -> String {
    let samples =
      switch raster.format {
      case VIPS_FORMAT_UCHAR: "8-bit"
      case VIPS_FORMAT_USHORT: "16-bit"
      case VIPS_FORMAT_FLOAT, VIPS_FORMAT_DOUBLE: "floating-point"
      default: "signed, 32-bit or complex"
      }
    return
      "\(format == .avif ? "an" : "a") \(format.name) with \(raster.bands) \(samples) channel\(raster.bands == 1 ? "" : "s")"
  }

  /// Whether libvips must convert it before anything else, as Lab, XYZ and light-linear images.
  private static func needsColourSpace(_ raster: Raster) -> Bool {
    if !raster.isPlain { return true }
    switch raster.interpretation {
    case VIPS_INTERPRETATION_LAB, VIPS_INTERPRETATION_LABS, VIPS_INTERPRETATION_LABQ,
      VIPS_INTERPRETATION_XYZ, VIPS_INTERPRETATION_scRGB:
      return true
    default:
      return false
    }
  }

  /// What stands for full brightness. JPEG 2000 keeps 9 to 15 bits as they are; all others fill 8 or 16.
  private var largestSample: Int {
    guard raster.format == VIPS_FORMAT_USHORT else { return Int(UInt8.max) }
    let bits = raster.integer("bits-per-sample") ?? 16
    return (9...16).contains(bits) ? (1 << bits) - 1 : Int(UInt16.max)
  }
}
