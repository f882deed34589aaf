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

  /// The value of a parameter such as `name="image"`. As browsers write it (RFC 7578, section 4.2): in quotes, with `%22`
  /// or `\"` for a quote.
  private static func parameter(_ wanted: String, in value: Substring) -> String? {
    var rest = value
    while let semicolon = rest.firstIndex(of: ";") {
      rest = rest[rest.index(after: semicolon)...].drop { $0 == " " || $0 == "\t" }
      guard let equals = rest.firstIndex(of: "=") else { return nil }
      let name = rest[..<equals].lowercased()
      rest = rest[rest.index(after: equals)...]
      let text: String
      if rest.first == "\"" {
        var quoted = ""
        var isEscaped = false
        var index = rest.index(after: rest.startIndex)
        while index < rest.endIndex, isEscaped || rest[index] != "\"" {
          isEscaped = !isEscaped && rest[index] == "\\"
          if !isEscaped { quoted.append(rest[index]) }
          index = rest.index(after: index)
        }
        guard index < rest.endIndex else { return nil }
        text = quoted
        rest = rest[rest.index(after: index)...]
      } else {
        text = String(rest.prefix { $0 != ";" && $0 != " " })
      }
      if name == wanted { return text }
    }
    return nil
  }
}
