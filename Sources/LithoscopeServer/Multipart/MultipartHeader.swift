/// The header of a form's part, as far as it says something about the form.
struct MultipartHeader {
  /// The field's name, if there is one.
  private(set) var name: String?
  /// The file's name, if there is one.
  private(set) var fileName: String?
  /// The position behind the empty line that ends it.
  let end: Int

  /// Reads the lines at a position.
  ///
  /// - Throws: ``MultipartError/badHeader``, ``MultipartError/cutShort``.
  init(_ body: [UInt8], at start: Int) throws(MultipartError) {
    var position = start
    while true {
      guard let line = ByteSearch.first([0x0D, 0x0A], in: body, from: position) else { throw .cutShort }
      guard line - start <= MultipartForm.mostHeaderBytes else { throw .badHeader }
      if line == position {
        end = position + 2
        return
      }
      let text = String(decoding: body[position..<line], as: UTF8.self)
      let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2 else { throw .badHeader }
      if halves[0].lowercased() == "content-disposition" {
        name = Self.parameter("name", in: halves[1])
        fileName = Self.parameter("filename", in: halves[1])
      }
      position = line + 2
    }
  }

  /// The value of a parameter such as `name="image"`, in quotes or without.
  private static func parameter(_ wanted: String, in value: Substring) -> String? {
    var rest = value
    while let semicolon = rest.firstIndex(of: ";") {
      rest = rest[rest.index(after: semicolon)...].drop { $0 == " " || $0 == "\t" }
      guard let equals = rest.firstIndex(of: "=") else { return nil }
      let name = rest[..<equals].lowercased()
      rest = rest[rest.index(after: equals)...]
      let text: String
      if rest.first == "\"" {
        guard let quoted = quoted(&rest) else { return nil }
        text = quoted
      } else {
        text = String(rest.prefix { $0 != ";" && $0 != " " })
      }
      if name == wanted { return text }
    }
    return nil
  }

  /// A text in quotes; nil where they are not closed. Browsers write a quote within as `%22` (RFC 7578, section 4.2),
  /// other programs as `\"`, and a backslash twice. Any other backslash is one of the name's, as in `C:\photos`.
  ///
  /// - Parameter rest: begins with the quote; goes on behind the one that closes it.
  private static func quoted(_ rest: inout Substring) -> String? {
    var text = ""
    rest.removeFirst()
    while let character = rest.popFirst() {
      switch (character, rest.first) {
      case ("\"", _): return text.replacing("%22", with: "\"")
      case ("\\", "\""), ("\\", "\\"): text.append(rest.removeFirst())
      default: text.append(character)
      }
    }
    return nil
  }
}
