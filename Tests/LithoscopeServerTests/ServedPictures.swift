import Descriptors
import Foundation
import Hummingbird
import HummingbirdTesting
import Imaging
import Lithoscope
import Logging

@testable import LithoscopeServer

/// A folder of real pictures in two classes, indexed by colours, which need no model.
final class ServedPictures: Sendable {
  let path: String

  /// The classes.
  static let labels = ["gneiss", "marble"]
  /// Pictures in each.
  static let perLabel = 6

  init() throws {
    let parent = URL(fileURLWithPath: NSTemporaryDirectory()).resolvingSymlinksInPath().path
    path = "\(parent)/lithoscope-\(UUID().uuidString)"
    for (place, label) in Self.labels.enumerated() {
      for number in 1...Self.perLabel {
        try add("\(label)/\(number).png", seed: 100 * place + number)
      }
    }
    try index()
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a picture.
  func add(_ name: String, seed: Int, side: Int = 16) throws {
    try write(Self.picture(seed, side: side).png(), to: name)
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    let file = URL(fileURLWithPath: "\(path)/\(name)")
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: "\(path)/\(name)") }

  /// Brings the collection up to date.
  @discardableResult
  func index() throws -> IndexReport {
    var options = IndexOptions()
    options.descriptors = [.rgbHistogram]
    return try collection().index(options)
  }

  func collection() throws -> ImageCollection {
    try ImageCollection(folder: path, models: ModelStore(directory: "\(path)/.no-models"))
  }

  /// A server of it.
  func server(_ change: (inout ServerOptions) -> Void = { _ in }) throws -> LithoscopeServer {
    var options = ServerOptions()
    options.port = 0
    options.version = "test"
    options.limits.threads = 2
    change(&options)
    return try LithoscopeServer(collection(), options: options)
  }

  /// A picture of few random colours; the same seed gives the same one.
  static func picture(_ seed: Int, side: Int = 16) -> PixelBuffer {
    // Knuth's 64-bit linear congruential generator; the high bits are the random ones.
    var state = UInt64(bitPattern: Int64(seed)) &* 2_862_933_555_777_941_757 &+ 3_037_000_493
    let values = (0..<3 * side * side).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
    return PixelBuffer(width: side, height: side, pixels: values)
  }
}
