import CVips

/// A libvips image: a recipe whose pixels are computed when they are read.
///
/// The one owner of its pointer. It stays within the call that made it and is used by one thread.
final class Raster {
  private let image: UnsafeMutablePointer<VipsImage>

  /// Takes over the reference that a libvips call handed out; nil is that call's failure.
  init(taking image: UnsafeMutablePointer<VipsImage>?) throws(VipsFailure) {
    guard let image else {
      VipsLibrary.forgetErrors()
      throw VipsFailure()
    }
    self.image = image
  }

  deinit {
    cvips_release(image)
  }

  var width: Int { Int(image.pointee.Xsize) }
  var height: Int { Int(image.pointee.Ysize) }
  var bands: Int { Int(image.pointee.Bands) }
  var format: VipsBandFormat { image.pointee.BandFmt }
  var interpretation: VipsInterpretation { image.pointee.Type }
  var hasAlpha: Bool { vips_image_hasalpha(image) != 0 }
  var hasProfile: Bool { vips_image_get_typeof(image, VIPS_META_ICC_NAME) != 0 }
  var isPlain: Bool { image.pointee.Coding == VIPS_CODING_NONE }

  /// Where the left edge lies in the layout it was cut from (text only).
  var xOffset: Int { Int(image.pointee.Xoffset) }

  /// Where the top edge lies in the layout it was cut from (text only).
  var yOffset: Int { Int(image.pointee.Yoffset) }

  /// The bytes of a metadata field, at most `limit` of them.
  func blob(_ name: String, limit: Int) -> [UInt8]? {
    var length = 0
    guard let data = cvips_blob(image, name, &length), length > 0, length <= limit else { return nil }
    return [UInt8](UnsafeRawBufferPointer(start: data, count: length))
  }

  /// An integer metadata field.
  func integer(_ name: String) -> Int? {
    let missing = Int32.min
    let value = cvips_integer(image, name, missing)
    return value == missing ? nil : Int(value)
  }

  /// Derives another image from this one, which it keeps alive.
  func applying(
    _ operation: (UnsafeMutablePointer<VipsImage>) -> UnsafeMutablePointer<VipsImage>?
  ) throws(VipsFailure) -> Raster {
    try Raster(taking: operation(image))
  }

  /// Runs a libvips encoder and takes what it wrote.
  func encoded(
    _ encoder: (
      UnsafeMutablePointer<VipsImage>, UnsafeMutablePointer<UnsafeMutableRawPointer?>,
      UnsafeMutablePointer<Int>
    ) -> Int32
  ) throws(VipsFailure) -> [UInt8] {
    var data: UnsafeMutableRawPointer?
    var length = 0
    let status = encoder(image, &data, &length)
    defer { g_free(data) }
    guard status == 0, let data else {
      VipsLibrary.forgetErrors()
      throw VipsFailure()
    }
    return [UInt8](UnsafeRawBufferPointer(start: data, count: length))
  }

  /// Lends 8-bit interleaved samples to libvips for the length of a call: 1 channel is grey, 3 are sRGB and
  /// 4 are CMYK. A profile, when given, says otherwise.
  static func withWrapped<Result>(
    _ samples: [UInt8], width: Int, height: Int, channels: Int, profile: [UInt8] = [],
    _ body: (Raster) throws(VipsFailure) -> Result
  ) throws(VipsFailure) -> Result {
    guard VipsLibrary.isReady else { throw VipsFailure() }
    defer { VipsLibrary.releaseThreadMemory() }
    var outcome: Swift.Result<Result, VipsFailure> = .failure(VipsFailure())
    samples.withUnsafeBytes { bytes in
      do throws(VipsFailure) {
        let image = cvips_wrap(bytes.baseAddress, Int32(width), Int32(height), Int32(channels))
        if let image, !profile.isEmpty { cvips_attach_profile(image, profile, profile.count) }
        outcome = .success(try body(Raster(taking: image)))
      } catch {
        outcome = .failure(error)
      }
    }
    return try outcome.get()
  }

  /// Hands out a reader of rows.
  func reader() throws(VipsFailure) -> RowReader {
    try RowReader(image)
  }
}

/// A libvips call that did not succeed. It carries no text, see `VipsLibrary.forgetErrors`; whoever catches
/// it knows what was being done and says that.
struct VipsFailure: Error {}
