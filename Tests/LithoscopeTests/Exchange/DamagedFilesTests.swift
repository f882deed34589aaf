import Foundation
import Testing
import VectorSearch

@testable import Lithoscope

/// Files with some bytes changed, cut off or put in are read or refused, and never end the process.
@Suite("Damaged files of vectors")
struct DamagedFilesTests {
  private static let mutations = 1500

  /// Knuth's generator, so that a failure can be seen again.
  private struct Random: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  private static let likely =
    Array("0123456789.,-+eE\"'\n\r;\t{}[]():<>fFLNaTrue ".utf8) + [0, 0x80, 0xC3, 0xFF]

  private func mutated(_ bytes: [UInt8], _ random: inout Random) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
      // Beginnings are where most is decided.
      let limit = Bool.random(using: &random) ? bytes.count : min(bytes.count, 160)
      let place = Int.random(in: 0..<limit, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes[place] = Self.likely.randomElement(using: &random) ?? 0
      case 2: bytes.insert(Self.likely.randomElement(using: &random) ?? 0, at: place)
      case 3: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...9, using: &random)))
      default: bytes.removeLast(bytes.count - place)
      }
    }
    return bytes
  }

  @Test("Some thousand mutations of each format", arguments: ExchangeFormat.allCases)
  func mutations(format: ExchangeFormat) throws {
    let pictures = try ExchangedPictures()
    let place = try TemporaryFolder()
    _ = try pictures.export(format, to: place) { $0.descriptor = .lbp }
    let vectors = "lbp.\(format.rawValue)"
    let (file, table) = (try place.read(vectors), format == .npy ? try place.read("lbp.csv") : [])
    var random = Random(state: 7)
    var (sound, refused) = (0, 0)
    for number in 0..<Self.mutations {
      try place.write(mutated(file, &random), to: vectors)
      if format == .npy {
        try place.write(number.isMultiple(of: 3) ? mutated(table, &random) : table, to: "lbp.csv")
      }
      do {
        var rows = try ExchangePlace(ofFile: place.at(vectors)).rows()
        var collecting = VectorCollecting(
          areOwn: number.isMultiple(of: 2), dimension: nil, folder: pictures.folder.path,
          path: place.at("spool"))
        defer { collecting.discard() }
        while let row = try rows.next() { try collecting.add(row, of: rows.path) }
        let result = try collecting.finish()
        #expect(result.matrix.count + result.unusable.count <= result.rows)
        sound += 1
      } catch is ImportError {
        refused += 1
      } catch is CSVError {
        refused += 1
      }
    }
    #expect(sound + refused == Self.mutations)
    #expect(sound > 0)
    #expect(refused > 0)
  }

  @Test("Side files as well")
  func origins() throws {
    let pictures = try ExchangedPictures()
    let place = try TemporaryFolder()
    let report = try pictures.export(.csv, to: place)
    let origin = try place.read("rgb-histogram.descriptor.json")
    var random = Random(state: 8)
    for _ in 0..<Self.mutations {
      try place.write(mutated(origin, &random), to: "rgb-histogram.descriptor.json")
      do {
        _ = try ImportSubject(
          VectorsOrigin(path: report.origin), ImportOptions(), ExchangePlace(ofFile: report.vectors),
          pictures.collection)
      } catch {
        #expect("\(error)".hasSuffix("."))
      }
    }
  }
}
