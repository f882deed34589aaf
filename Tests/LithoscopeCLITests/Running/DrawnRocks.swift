import Foundation
import Testing

/// 150 small drawn pictures in six classes, drawn once for all tests.
enum DrawnRocks {
  static let perClass = 25
  static let count = 6 * perClass

  private static let pictures: Result<[String: [UInt8]], any Error> = Result {
    let place = try Workplace()
    try place.run("sample", "rocks", "--per-class", "\(perClass)", "--side", "48").succeeded()
    let paths = place.files(below: "rocks").filter { $0.hasSuffix(".png") }
    return Dictionary(uniqueKeysWithValues: try paths.map { ($0, try place.read("rocks/\($0)")) })
  }

  /// Puts the pictures, or only the first ones of each class, into `place` as the folder `name`.
  static func copy(to place: Workplace, as name: String = "rocks", perClass: Int = perClass) throws {
    for (path, bytes) in try pictures.get() {
      guard let number = Int(path.dropLast(4).suffix(2)), number <= perClass else { continue }
      try place.write(bytes, to: "\(name)/\(path)")
    }
  }

  /// One of the pictures, such as `gneiss/gneiss-07.png`.
  static func picture(_ path: String) throws -> [UInt8] {
    try #require(try pictures.get()[path])
  }
}
