import Crypto
import Foundation
import Imaging

/// A map in the collection's storage: `maps/NAME.map`. Derived data: whoever cannot read one makes it anew.
///
/// A header of ``headerBytes`` bytes (the letters `LithoMap`, then little-endian 64-bit numbers: version, revision,
/// images), for each image two 32-bit floats, NaN for images without a place, and at the end the SHA-256 of all that.
struct MapFile {
  /// Where it lies.
  let path: String

  private static let letters = Array("LithoMap".utf8)
  private static let version = 1
  private static let headerBytes = 32
  private static let digestBytes = 32
  private static let folder = "maps"

  /// The file of a descriptor's map.
  init(_ layout: CollectionLayout, descriptor: String) {
    path = "\(layout.storage)/\(Self.folder)/\(VectorFileName.stem(descriptor)).map"
  }

  /// Reads the map of a snapshot; nil where there is none, or it is another revision's, or anything is wrong with it.
  func read(_ snapshot: CollectionSnapshot) -> CollectionMap? {
    let expected = Self.headerBytes + 8 * snapshot.images.count + Self.digestBytes
    guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? handle.close() }
    guard let data = try? handle.read(upToCount: expected + 1), data.count == expected else { return nil }
    let bytes = Array(data)
    let content = bytes.dropLast(Self.digestBytes)
    guard bytes.starts(with: Self.header(snapshot)),
      SHA256.hash(data: Array(content)).elementsEqual(bytes.suffix(Self.digestBytes))
    else { return nil }
    let places = (0..<snapshot.images.count).map { image -> SIMD2<Float>? in
      let start = Self.headerBytes + 8 * image
      let point = SIMD2(Self.float(bytes, start), Self.float(bytes, start + 4))
      return (0...1).contains(point.x) && (0...1).contains(point.y) ? point : nil
    }
    return CollectionMap(revision: snapshot.revision, method: .neighbours, places: places)
  }

  /// Keeps a map; where the storage cannot be written it is made anew next time.
  func write(_ map: CollectionMap, of snapshot: CollectionSnapshot) {
    var bytes = Self.header(snapshot)
    for place in map.places {
      for value in [place?.x ?? .nan, place?.y ?? .nan] {
        bytes += (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt32($0))) }
      }
    }
    bytes += Array(SHA256.hash(data: bytes))
    let folder = String(path.dropLast(path.split(separator: "/").last?.count ?? 0))
    guard OutputFolder.create(folder) == nil else { return }
    try? WholeFile.write(bytes, to: path)
  }

  private static func header(_ snapshot: CollectionSnapshot) -> [UInt8] {
    letters
      + [version, snapshot.revision, snapshot.images.count].flatMap { number in
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
      }
  }

  private static func float(_ bytes: [UInt8], _ start: Int) -> Float {
    Float(bitPattern: (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[start + $1]) << (8 * UInt32($1)) })
  }
}
