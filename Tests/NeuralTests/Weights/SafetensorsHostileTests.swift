import Testing

@testable import Neural

/// Files that break the format's rules, each in one way.
@Suite struct SafetensorsHostileTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  static let malformedHeaders = [
    "", "[]", "{", "{}x", "null", "{\"a\":1}", "{\"a\":{}}", "{NaN:{}}", "{\"\":\(entry())}",
    "{\"a\":\(entry()),\"a\":\(entry())}", "{\"a\":\(entry()),}", "{'a':\(entry())}",
    "{\"a\u{1}\":\(entry())}", "{\"a\\ud800\":\(entry())}", "{\"a\\x41\":\(entry())}",
    "{\"a\\u00g1\":\(entry())}",
    "{\"a\":\(entry(shape: "[-1]"))}", "{\"a\":\(entry(shape: "[1.0]"))}", "{\"a\":\(entry(shape: "[1e1]"))}",
    "{\"a\":\(entry(shape: "[01]"))}", "{\"a\":\(entry(shape: "[NaN]"))}",
    "{\"a\":\(entry(shape: "[null]"))}",
    "{\"a\":\(entry(shape: "[99999999999999999999]"))}", "{\"a\":\(entry(shape: "[1,1,1,1,1,1,1,1,1]"))}",
    "{\"a\":\(entry(offsets: "[0]"))}", "{\"a\":\(entry(offsets: "[0,4,8]"))}",
    "{\"a\":\(entry(offsets: "[-4,0]"))}",
    "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"more\":1}}",
    "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
    "{\"__metadata__\":{\"a\":1},\"b\":\(entry())}", "{\"__metadata__\":{\"a\":{}},\"b\":\(entry())}",
    String(repeating: "[", count: 100_000), String(repeating: "{\"a\":", count: 100_000),
  ]

  @Test(arguments: malformedHeaders) func aMalformedHeaderIsRefused(_ header: String) throws {
    let error = try failure(header: header)
    guard case .malformedHeader = error else {
      Issue.record("\(header.prefix(60)) gave \(error)")
      return
    }
  }

  @Test func aHeaderThatIsNotUTF8IsRefused() throws {
    let bytes = SafetensorsFile.file(
      header: Array("{\"".utf8) + [0xFF, 0xC0] + Array("\":\(Self.entry())}".utf8))
    let path = try directory.write(bytes, as: "x")
    #expect(throws: SafetensorsError.self) { try Weights.openUnverified(path) }
  }

  @Test(arguments: [UInt64(1) << 63, .max, UInt64(Safetensors.headerLimit) + 1])
  func aHugeHeaderIsRefusedUnread(_ length: UInt64) throws {
    let path = try directory.write(SafetensorsFile.file(length: length, header: [0x7B, 0x7D]), as: "x")
    #expect(throws: SafetensorsError.headerTooLong(path: path, bytes: length, limit: Safetensors.headerLimit))
    {
      try Weights.openUnverified(path)
    }
  }

  @Test(arguments: [[], [1, 2, 3], [2, 0, 0, 0, 0, 0, 0, 0], [9, 0, 0, 0, 0, 0, 0, 0, 0x7B]] as [[UInt8]])
  func aFileThatEndsInItsHeaderIsTruncated(_ bytes: [UInt8]) throws {
    let path = try directory.write(bytes, as: "x")
    #expect(throws: SafetensorsError.truncated(path: path)) { try Weights.openUnverified(path) }
  }

  @Test(arguments: ["F16", "F64", "BF16", "I32", "f32", ""]) func otherTypesAreRefused(_ type: String) throws
  {
    let error = try failure(header: "{\"a\":\(Self.entry(type: type))}")
    guard case .unsupportedType(_, "a", type) = error else {
      Issue.record("\(error)")
      return
    }
  }

  @Test(arguments: ["[4294967296,4294967296]", "[9223372036854775807]", "[2,9223372036854775807,0]"])
  func shapesBeyondMemoryAreRefused(_ shape: String) throws {
    let error = try failure(header: "{\"a\":\(Self.entry(shape: shape))}")
    guard case .shapeOverflow(_, "a") = error else {
      Issue.record("\(error)")
      return
    }
  }

  @Test func theShapeMustFitTheBytes() throws {
    let error = try failure(header: "{\"a\":\(Self.entry(shape: "[2]"))}")
    #expect(error == .sizeMismatch(path: directory.file("x"), tensor: "a", needed: 8, found: 4))
  }

  @Test(arguments: [
    ("[0,4]", "[2,6]"), ("[0,4]", "[0,4]"), ("[0,4]", "[8,12]"), ("[4,8]", "[8,12]"), ("[0,4]", "[12,16]"),
    ("[0,4]", "[8,4]"), ("[0,4]", "[4,9223372036854775807]"),
  ]) func tensorsOutOfPlaceAreRefused(_ first: String, _ second: String) throws {
    let error = try failure(
      header: "{\"a\":\(Self.entry(offsets: first)),\"b\":\(Self.entry(offsets: second))}", dataBytes: 12)
    guard case .misplaced = error else {
      Issue.record("\(error)")
      return
    }
  }

  @Test func bytesThatBelongToNothingAreRefused() throws {
    #expect(
      try failure(header: "{\"a\":\(Self.entry())}", dataBytes: 9)
        == .trailingBytes(path: directory.file("x"), bytes: 5))
  }

  @Test func thousandsOfMutationsNeverCrash() throws {
    let small = WeightSpecification(layers: [
      .convolution("c", inputs: 1, outputs: 2), .dense("d", inputs: 3, outputs: 2),
    ])
    try Safetensors.write(SampleNetwork.weights(small).with(metadata: ["k": "v"]), to: directory.file("good"))
    let good = try TemporaryDirectory.bytes(of: directory.file("good"))
    var generator = SeededGenerator(seed: 42)
    var refused = 0
    for _ in 0..<3000 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0..<min(bytes.count, 320), using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 1: bytes[place] = Array("{}[]\",:0123456789\\".utf8).randomElement(using: &generator) ?? 0
        case 2: bytes.remove(at: place)
        default: bytes.insert(.random(in: .min ... .max, using: &generator), at: place)
        }
        if Int.random(in: 0..<16, using: &generator) == 0 { bytes.removeLast(bytes.count / 3) }
      }
      let path = try directory.write(bytes, as: "mutant")
      do {
        for tensor in try Weights.openUnverified(path).tensors {
          #expect(tensor.values.count == tensor.count)
        }
      } catch is SafetensorsError {
        refused += 1
      }
    }
    #expect(refused > 1000)
  }

  private static func entry(
    type: String = "F32", shape: String = "[1]", offsets: String = "[0,4]"
  ) -> String {
    "{\"dtype\":\"\(type)\",\"shape\":\(shape),\"data_offsets\":\(offsets)}"
  }

  private func failure(header: String, dataBytes: Int = 4) throws -> SafetensorsError {
    let bytes = SafetensorsFile.file(header: Array(header.utf8), data: Array(repeating: 0, count: dataBytes))
    let path = try directory.write(bytes, as: "x")
    return try #require(throws: SafetensorsError.self) { try Weights.openUnverified(path) }
  }
}
