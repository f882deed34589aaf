/// What is wrong with the body of a form.
enum MultipartError: Error, Sendable, Equatable, CustomStringConvertible {
  /// No boundary in the media type, or one that is none.
  case noBoundary
  /// The body does not begin with the boundary.
  case noStart
  /// The body ends before its last boundary.
  case cutShort
  /// A part whose header cannot be read.
  case badHeader
  /// A part without a name.
  case noName
  /// More parts than are taken.
  case tooManyParts(Int)

  /// The reason and the remedy.
  var description: String {
    switch self {
    case .noBoundary: "The form has no boundary; let the program that sends it write the Content-Type."
    case .noStart: "The form does not begin with its boundary; send it as multipart/form-data."
    case .cutShort: "The form is cut short; send it again."
    case .badHeader: "A part of the form has a header that cannot be read; send it as multipart/form-data."
    case .noName: "A part of the form has no name; name it, as in name=\"image\"."
    case .tooManyParts(let most): "The form has more than \(most) parts; send fewer at a time."
    }
  }
}
