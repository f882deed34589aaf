import Foundation
import Testing

@testable import Neural

@Suite struct SafetensorsTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  @Test func whatIsWrittenIsRead() throws {
    let path = directory.file("network.safetensors")
    let metadata = ["source": "a \"quoted\"\nline", "licence": "CC BY 4.0 — Ω"]
    let written = SampleNetwork.weights().with(metadata: metadata)
    try Safetensors.write(written, to: path)
    let read = try Weights.openUnverified(path)
    #expect(read.equals(written))
    #expect(read.metadata == metadata)
  }

  @Test func numbersBeginAtACacheLine() throws {
    let path = directory.file("network.safetensors")
    try Safetensors.write(SampleNetwork.weights(), to: path)
    let bytes = try TemporaryDirectory.bytes(of: path)
    let length = bytes.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
    #expect((8 + length) % 64 == 0)
  }

  @Test func nothingButTheFileIsLeftBehind() throws {
    try Safetensors.write(SampleNetwork.weights(), to: directory.file("a.safetensors"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["a.safetensors"])
  }

  @Test func aFullDiskIsReportedAndLeavesTheOldFile() throws {
    let full = open("/dev/full", O_WRONLY)
    try #require(full >= 0)
    defer { close(full) }
    #expect(throws: WeightsError.unwritable(path: "x", reason: "No space left on device")) {
      try Safetensors.write(SampleNetwork.weights()) { try AtomicFile.write($0, to: full, path: "x") }
    }
    let path = directory.file("a")
    try Safetensors.write(SampleNetwork.weights(seed: 7), to: path)
    do {
      let file = try AtomicFile(path: path)
      try [1, 2, 3].withUnsafeBytes { try file.append($0) }
    }
    #expect(try Weights.openUnverified(path).equals(SampleNetwork.weights(seed: 7)))
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["a"])
  }

  @Test func unalignedNumbersAreCopied() throws {
    let header = Array(#"{"a/bias":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#.utf8)
    let padded = header + Array(repeating: 0x20, count: (4 - header.count % 4) % 4 + 1)
    let values: [Float] = [1.5, -2.5]
    let path = try directory.write(
      SafetensorsFile.file(header: padded, data: values.withUnsafeBytes(Array.init)), as: "unaligned")
    #expect(try Weights.openUnverified(path).tensor(named: "a/bias").values == values)
  }

  @Test func aScalarAndAnEmptyTensorAreTensors() throws {
    let weights = Weights(tensors: [
      WeightTensor(name: "scalar", shape: [], values: [3]),
      WeightTensor(name: "none", shape: [0, 5], values: []),
    ])
    let path = directory.file("odd")
    try Safetensors.write(weights, to: path)
    let read = try Weights.openUnverified(path)
    #expect(try read.tensor(named: "scalar").values == [3])
    #expect(try read.tensor(named: "none").shape == [0, 5])
  }

  @Test func aMissingFileIsUnreadable() {
    #expect(throws: WeightsError.self) { try Weights.openUnverified(directory.file("nothing")) }
    #expect(throws: WeightsError.self) { try Weights.openUnverified(directory.path) }
  }
}

/// Safetensors files made by hand.
enum SafetensorsFile {
  static func file(header: [UInt8], data: [UInt8] = []) -> [UInt8] {
    file(length: UInt64(header.count), header: header, data: data)
  }

  static func file(length: UInt64, header: [UInt8], data: [UInt8] = []) -> [UInt8] {
    withUnsafeBytes(of: length.littleEndian, Array.init) + header + data
  }
}
