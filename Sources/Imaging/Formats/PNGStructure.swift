/// What the first chunk of a PNG file tells (PNG specification, 11.2.2 IHDR).
struct PNGStructure: Equatable {
  /// Columns.
  let width: Int

  /// Rows.
  let height: Int

  /// Whether rows come in seven passes, so that the decoder must hold all of them.
  let isInterlaced: Bool

  /// The signature and the whole IHDR chunk.
  static let bytes = 33

  /// Nil when the file does not begin with a sound IHDR chunk.
  init?(_ bytes: ArraySlice<UInt8>) {
    let header = Array(bytes.dropFirst(8).prefix(21))
    guard header.count == 21, header[4..<8].elementsEqual("IHDR".utf8) else { return nil }
    func number(_ at: Int) -> Int { header[at..<(at + 4)].reduce(0) { $0 << 8 | Int($1) } }
    width = number(8)
    height = number(12)
    isInterlaced = header[20] != 0
    guard width > 0, height > 0 else { return nil }
  }
}
