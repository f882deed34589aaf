/// Why an image in memory could not be written.
public enum PixelBufferError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The image has no form in this file format, such as a JPEG wider than 65,535 pixels.
  case cannotEncode(width: Int, height: Int, format: String)

  /// The name does not end in a file type that can be written.
  case unsupportedExtension(path: String)

  /// The system refused to write the file.
  case cannotWrite(path: String, reason: String)

  /// One sentence that ends in a remedy.
  public var description: String {
    switch self {
    case .cannotEncode(let width, let height, let format):
      "A \(width)×\(height) image could not be written as \(format); choose PNG or a smaller size."
    case .unsupportedExtension(let path):
      "\(path) does not say which picture to write; end the name in .png, .jpg, .jpeg or .webp."
    case .cannotWrite(let path, let reason):
      "\(path) could not be written (\(reason)); choose a folder that exists, is yours and has room."
    }
  }
}
