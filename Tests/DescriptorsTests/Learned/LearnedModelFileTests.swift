import Foundation
import Neural
import Testing

@testable import Descriptors

/// Files of trained models, sound and not.
@Suite final class LearnedModelFileTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "learned-\(UInt64.random(in: .min ... .max))")

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(at: folder) }

  private var path: String { folder.appendingPathComponent("model.safetensors").path }

  @Test("A file gives back what was written", arguments: [LearnedModel.Kind.classifier, .siamese])
  func roundTrip(_ kind: LearnedModel.Kind) throws {
    let head = kind == .classifier ? SmallModel.hidden : SmallModel.likeness
    let model = try SmallModel.model(kind, head: head, classes: ["gneiss", "grès \"fin\"", "a\nb"])
    try model.write(to: path)
    let read = try LearnedModel.read(path)
    #expect(read.name == model.name && read.kind == kind && read.base == model.base)
    #expect(read.input == model.input && read.baseDigest == model.baseDigest)
    #expect(read.classes == model.classes && read.temperature == model.temperature)
    #expect(read.headLayers == head && read.settings == model.settings)
    #expect(read.dataDigest == model.dataDigest && read.digest == model.digest)
    #expect(read.tensors.map(\.name) == model.tensors.map(\.name))
    for (one, other) in zip(read.tensors, model.tensors) {
      #expect(one.withUnsafeFloats { Array($0) } == other.withUnsafeFloats { Array($0) })
    }
    #expect(Descriptor(read) == Descriptor(model))
  }

  @Test("A file that is missing, empty or an image's is refused in a sentence")
  func foreign() throws {
    #expect(throws: LearnedModelError.self) { try LearnedModel.read("/nowhere/model.safetensors") }
    for bytes in [[], [1, 2, 3], try Array(RandomPicture.picture(20, 20).png())] as [[UInt8]] {
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      let error = #expect(throws: LearnedModelError.self) { try LearnedModel.read(path) }
      #expect(error?.description.hasSuffix("give a file that `lithoscope train` wrote.") == true)
    }
  }

  @Test("Pretrained weights are called what they are, and other safetensors too")
  func pretrained() throws {
    try Safetensors.write(NarrowNetwork.weights, to: path)
    #expect(throws: LearnedModelError.pretrained(path: path)) { try LearnedModel.read(path) }
    try Safetensors.write(Weights(tensors: [WeightTensor(name: "x", shape: [1], values: [1])]), to: path)
    #expect(throws: LearnedModelError.notAModel(path: path)) { try LearnedModel.read(path) }
  }

  @Test("Fields that are missing, foreign or beyond reason are refused")
  func fields() throws {
    try SmallModel.classifier().write(to: path)
    let sound = try Weights.openUnverified(path)
    func refused(_ change: (inout [String: String]) -> Void) throws -> LearnedModelError? {
      var metadata = sound.metadata
      change(&metadata)
      let other = folder.appendingPathComponent("changed.safetensors").path
      try Safetensors.write(sound.with(metadata: metadata), to: other)
      return #expect(throws: LearnedModelError.self) { try LearnedModel.read(other) }
    }
    for key in sound.metadata.keys { _ = try refused { $0[key] = nil } }
    let version = try refused { $0["format"] = "lithoscope-model/2" }
    #expect(version?.description.contains("newer Lithoscope") == true)
    for (key, value) in [
      ("kind", "tree"), ("base", "fusion"), ("base", "lbp"), ("base", "nothing"), ("input", "default/9-auto"),
      ("base_digest", "12"), ("classes", "[]"), ("classes", "[1,2,3]"), ("classes", "gneiss"),
      ("temperature", "nan"), ("temperature", "-1"), ("head", "dense hidden -4"), ("head", ""),
      ("head", "dense hidden 9223372036854775807; dense scores 3"), ("settings", "[[[["),
      ("name", "../../x"), ("digest", "00"),
      ("classes", "[" + String(repeating: "[", count: 100_000)),
    ] {
      let error = try refused { $0[key] = value }
      #expect(error?.description.contains("damaged") == true, "\(key)")
    }
  }

  @Test("One changed number, or a cut end, is noticed")
  func numbers() throws {
    try SmallModel.classifier().write(to: path)
    let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
    var changed = bytes
    changed[bytes.count - 3] ^= 0x10
    try Data(changed).write(to: URL(fileURLWithPath: path))
    #expect(
      throws: LearnedModelError.damaged(path: path, what: "its numbers are not those that were written")
    ) { try LearnedModel.read(path) }
    for end in stride(from: 0, to: bytes.count, by: 997) {
      try Data(bytes[..<end]).write(to: URL(fileURLWithPath: path))
      #expect(throws: LearnedModelError.self) { try LearnedModel.read(path) }
    }
  }

  @Test("No mutation of a file crashes, and none of its numbers or its form goes unnoticed")
  func mutations() throws {
    try SmallModel.model(.classifier, base: "lbp", head: SmallModel.linear).write(to: path)
    let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
    let header = 8 + bytes.prefix(8).enumerated().reduce(0) { $0 + Int($1.element) << (8 * $1.offset) }
    let sound = try LearnedModel.read(path)
    var state: UInt64 = 20_261_126
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for round in 0..<600 {
      var mutated = bytes
      for _ in 0...random(3) {
        // Mostly the header, where the form is.
        let place = random(round % 4 == 0 ? mutated.count : header)
        switch random(3) {
        case 0: mutated[place] = UInt8(random(256))
        case 1: mutated.remove(at: place)
        default: mutated.insert(UInt8(random(128)), at: place)
        }
      }
      try Data(mutated).write(to: URL(fileURLWithPath: path))
      // What is only for people, or white space, may change; what makes vectors may not.
      if let read = try? LearnedModel.read(path) { #expect(read.digest == sound.digest, "round \(round)") }
    }
  }
}
