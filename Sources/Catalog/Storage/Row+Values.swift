import GRDB

/// Values of a row, checked: a catalog may come from anywhere, and GRDB's subscripts trap on surprises.
extension Row {
  func text(_ index: Int) throws -> String { try decode(String.self, atIndex: index) }

  func optionalText(_ index: Int) throws -> String? { try decode(String?.self, atIndex: index) }

  func integer(_ index: Int) throws -> Int64 { try decode(Int64.self, atIndex: index) }

  /// A number that counts something.
  func count(_ index: Int) throws -> Int {
    let value = try integer(index)
    guard value >= 0 else { throw DamagedValue(detail: "a count of \(value)") }
    return Int(value)
  }

  func path(_ index: Int) throws -> RelativePath {
    let text = try text(index)
    guard let path = RelativePath(text) else {
      throw DamagedValue(detail: "the path \"\(text)\" leads out of the collection")
    }
    return path
  }

  func digest(_ index: Int) throws -> ContentDigest {
    let digest = try withUnsafeData(atIndex: index) { data in data.flatMap { ContentDigest($0) } }
    guard let digest else { throw DamagedValue(detail: "a digest without 32 bytes") }
    return digest
  }

  /// A stamp whose parts stand in this column and the next.
  func stamp(_ index: Int) throws -> FileStamp {
    try FileStamp(byteSize: integer(index), modifiedNanoseconds: integer(index + 1))
  }
}
