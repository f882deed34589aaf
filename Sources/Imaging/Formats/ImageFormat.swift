/// A picture file format, recognised by how its bytes begin and never by its name.
public enum ImageFormat: String, Sendable, Hashable, CaseIterable {
  /// JPEG, ITU-T T.81.
  case jpeg
  /// PNG.
  case png
  /// WebP, still or animated.
  case webp
  /// GIF 87a and 89a, still or animated.
  case gif
  /// TIFF and BigTIFF.
  case tiff
  /// HEIF with HEVC inside, as phones write it (`.heic`).
  case heif
  /// HEIF with AV1 inside.
  case avif
  /// JPEG 2000, as a JP2 file or a bare codestream.
  case jpeg2000
  /// JPEG XL, boxed or bare; recognised in order to say that it is not decoded.
  case jpegXL
  /// Windows bitmap.
  case bmp
  /// PBM, PGM and PPM, P1 to P6.
  case netpbm

  /// The name people know it by.
  public var name: String {
    switch self {
    case .jpeg: "JPEG"
    case .png: "PNG"
    case .webp: "WebP"
    case .gif: "GIF"
    case .tiff: "TIFF"
    case .heif: "HEIF"
    case .avif: "AVIF"
    case .jpeg2000: "JPEG 2000"
    case .jpegXL: "JPEG XL"
    case .bmp: "BMP"
    case .netpbm: "Netpbm"
    }
  }

  /// Name endings, in lower case, that claim to be an image. A file with another ending that turns out not to
  /// be an image is nobody's mistake; one with such an ending deserves a word.
  public static let fileExtensions: Set<String> = [
    "jpg", "jpeg", "jpe", "jfif", "png", "webp", "gif", "tif", "tiff", "heic", "heif", "avif", "jp2", "j2k",
    "j2c", "jpf", "jpx", "jxl", "bmp", "dib", "pbm", "pgm", "ppm", "pnm",
  ]

  /// Whether the decoder must hold the whole image however it is stored. Of the others, JPEG and PNG have
  /// forms that need it too, which their headers tell.
  var alwaysDecodesWhole: Bool {
    switch self {
    case .jpeg, .png, .tiff: false
    case .webp, .gif, .heif, .avif, .jpeg2000, .jpegXL, .bmp, .netpbm: true
    }
  }
}
