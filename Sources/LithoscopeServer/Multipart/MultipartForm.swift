/// The body of a form with files, after RFC 7578: parts between boundaries, each with a name.
///
/// Nothing in it is believed: the parts are slices of the body, so a form takes no memory of its own; there is a limit to
/// their number and to the length of their headers; and file names are text that nobody opens.
struct MultipartForm: Sendable {
  /// One field or file.
  struct Part: Sendable {
    /// The field's name.
    let name: String
    /// The file's name as the client calls it; nil for a field without a file.
    let fileName: String?
    /// What it holds.
    let bytes: ArraySlice<UInt8>

    /// What it holds as text, with what is no UTF-8 replaced.
    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  /// The parts, in their order.
  let parts: [Part]

  /// No part's header is longer: a file name has at most 255 bytes, which a client may write in several ways.
  static let mostHeaderBytes = 8192

  /// The first part of a name.
  subscript(name: String) -> Part? { parts.first { $0.name == name } }

  /// Reads a body.
  ///
  /// - Parameters:
  ///   - mediaType: the request's `Content-Type`.
  ///   - mostParts: more are refused.
  /// - Throws: ``MultipartError``.
  init(_ body: [UInt8], mediaType: String, mostParts: Int) throws(MultipartError) {
    guard let boundary = MultipartBoundary(mediaType: mediaType) else { throw .noBoundary }
    let delimiter = Array("\r\n--\(boundary.text)".utf8)
    // The first boundary has no line before it.
    guard var position = Self.start(body, delimiter.dropFirst(2)) else { throw .noStart }
    var parts: [Part] = []
    while true {
      // Behind a boundary stands the end of the line, or two hyphens at the end of the form.
      if Self.has(body, "--", at: position) { break }
      while position < body.count, body[position] == 0x20 || body[position] == 0x09 { position += 1 }
      guard Self.has(body, "\r\n", at: position) else { throw .cutShort }
      position += 2
      guard parts.count < mostParts else { throw .tooManyParts(mostParts) }
      let header = try MultipartHeader(body, at: position)
      guard let end = ByteSearch.first(delimiter, in: body, from: header.end - 2) else { throw .cutShort }
      guard let name = header.name else { throw .noName }
      // A part without content ends with the line that ends its header.
      parts.append(Part(name: name, fileName: header.fileName, bytes: body[min(header.end, end)..<end]))
      position = end + delimiter.count
    }
    self.parts = parts
  }

  /// The position behind the first boundary; what stands before it is for nobody (RFC 2046, section 5.1.1).
  private static func start(_ body: [UInt8], _ delimiter: ArraySlice<UInt8>) -> Int? {
    if body.starts(with: delimiter) { return delimiter.count }
    let inside = [0x0D, 0x0A] + delimiter
    let preamble = min(body.count, mostHeaderBytes)
    return ByteSearch.first(inside, in: body, from: 0).flatMap { $0 < preamble ? $0 + inside.count : nil }
  }

  private static func has(_ body: [UInt8], _ text: StaticString, at position: Int) -> Bool {
    let end = position + text.utf8CodeUnitCount
    return end <= body.count
      && text.withUTF8Buffer { expected in zip(expected, body[position..<end]).allSatisfy { $0 == $1 } }
  }
}
