import CVips

/// Interleaved 8-bit samples and what they mean: 1 channel is grey, 3 are RGB, 4 are CMYK, each as the
/// profile says, or else as usual.
struct ColourSamples {
  let width: Int
  let height: Int
  let channels: Int
  let values: [UInt8]

  /// The ICC profile that came with them; empty when there was none.
  let profile: [UInt8]

  /// The samples as sRGB. A profile that is broken or made for other channels is passed over.
  func convertedToSRGB() throws(VipsFailure) -> PixelBuffer {
    if channels == 3, let matrix = MatrixProfile(profile) {
      var converted = values
      if !matrix.isSRGB { matrix.convertToSRGB(&converted) }
      return PixelBuffer(width: width, height: height, pixels: converted)
    }
    if !profile.isEmpty, let converted = try? converted(by: { cvips_embedded_profile_to_srgb($0) }) {
      return converted
    }
    switch channels {
    case 1: return PixelBuffer(width: width, height: height, grey: values)
    case 3: return PixelBuffer(width: width, height: height, pixels: values)
    default: return try converted(by: { cvips_to_srgb($0) })
    }
  }

  /// Lets libvips convert, with Little CMS.
  private func converted(
    by operation: (UnsafeMutablePointer<VipsImage>) -> UnsafeMutablePointer<VipsImage>?
  ) throws(VipsFailure) -> PixelBuffer {
    let rgb = try Raster.withWrapped(
      values, width: width, height: height, channels: channels, profile: profile
    ) { raster throws(VipsFailure) in
      let converted = try raster.applying(operation)
      guard converted.bands == 3, converted.format == VIPS_FORMAT_UCHAR else { throw VipsFailure() }
      return try converted.reader().allRows()
    }
    return PixelBuffer(width: width, height: height, pixels: rgb)
  }
}
