import Descriptors
import Foundation
import Glibc
import Imaging
import Lithoscope
import Testing

/// A folder of real files that is removed when the test lets go of it.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    // Resolved, so that paths can be compared with those that Lithoscope resolves.
    let parent = URL(fileURLWithPath: NSTemporaryDirectory()).resolvingSymlinksInPath().path
    path = "\(parent)/lithoscope-\(UUID().uuidString)"
    try makeFolder("")
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func at(_ name: String) -> String { name.isEmpty ? path : "\(path)/\(name)" }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: at(name), withIntermediateDirectories: true)
  }

  /// Writes a file, and makes the folders above it.
  func write(_ bytes: [UInt8], to name: String) throws {
    if let slash = name.utf8.lastIndex(of: UInt8(ascii: "/")) { try makeFolder(String(name[..<slash])) }
    let file = open(at(name), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    defer { close(file) }
    guard bytes.isEmpty || Glibc.write(file, bytes, bytes.count) == bytes.count else {
      throw POSIXError(.ENOSPC)
    }
  }

  func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: at(name)))) }

  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: at(name)) }

  func move(_ name: String, to other: String) throws {
    guard rename(at(name), at(other)) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
  }

  /// Makes a symbolic link; `target` is written into it as it is.
  func link(_ name: String, to target: String) throws {
    guard symlink(target, at(name)) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
  }

  /// Gives a file another time of modification.
  func touch(_ name: String, secondsAgo: Int) throws {
    let moment = timespec(tv_sec: time(nil) - secondsAgo, tv_nsec: 0)
    guard utimensat(AT_FDCWD, at(name), [moment, moment], 0) == 0 else {
      throw POSIXError(.init(rawValue: errno) ?? .EIO)
    }
  }

  /// Every name below the folder, hidden ones too, sorted.
  func names() throws -> [String] { try FileManager.default.subpathsOfDirectory(atPath: path).sorted() }

  /// The collection of this folder, without any model: whatever asks for one fails.
  func collection(storedAt storage: String? = nil) throws -> ImageCollection {
    try ImageCollection(
      folder: path, storedAt: storage, models: ModelStore(directory: "\(path)/.no-models"))
  }
}

/// Small pictures that differ in colour and texture.
enum Picture {
  /// A PNG of random pixels; the same seed gives the same bytes.
  static func png(_ seed: Int, side: Int = 8) throws -> [UInt8] { try pixels(seed, side: side).png() }

  static func png(_ seed: Int, width: Int, height: Int) throws -> [UInt8] {
    try pixels(seed, side: max(width, height))
      .cropped(to: PixelRectangle(x: 0, y: 0, width: width, height: height)).png()
  }

  static func pixels(_ seed: Int, side: Int = 8) -> PixelBuffer {
    // Knuth's 64-bit linear congruential generator; the high bits are the random ones.
    var state = UInt64(bitPattern: Int64(seed)) &* 2_862_933_555_777_941_757 &+ 3_037_000_493
    let values = (0..<3 * side * side).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
    return PixelBuffer(width: side, height: side, pixels: values)
  }

  /// Many pictures with one histogram: those of `png(seed)`, its pixels turned round by `shift` places.
  static func turned(_ seed: Int, by shift: Int) throws -> [UInt8] {
    let original = pixels(seed)
    let cut = 3 * shift
    let turned = Array(original.pixels[cut...] + original.pixels[..<cut])
    return try PixelBuffer(width: original.width, height: original.height, pixels: turned).png()
  }
}

extension IndexOptions {
  /// Options with these descriptors; colours need no model.
  static func using(_ descriptors: Descriptor..., rebuilding: Bool = false) -> IndexOptions {
    var options = IndexOptions()
    options.descriptors = descriptors
    options.rebuilds = rebuilding
    return options
  }

  static let colours = using(.rgbHistogram)
}

extension IndexReport {
  /// Added, updated, removed, unchanged, failed.
  var counts: [Int] { [added, updated, removed, unchanged, failed.count] }
}

/// The models of this machine, for tests that need the real network.
enum InstalledModels {
  static let store = ModelStore.standard()
  static let hasConvolutions = store.list().contains { $0.name == "vgg16" && $0.path != nil }
  static let hint: Comment = "needs the weights; get them with `lithoscope model pull vgg16`"
}
