import Imaging
import SampleRocks

/// A collection to try things on, drawn by a program: six classes of rock-like textures.
public struct SampleCollection: Sendable {
  /// Sides, in pixels, that pictures can have.
  public static let sides = 16...RockPainter.maximumSide

  /// Pictures in each class.
  public let imagesPerClass: Int
  /// Side of the square pictures, in pixels.
  public let side: Int
  /// The same seed draws the same pictures.
  public let seed: UInt64

  /// A sample that is not drawn yet.
  ///
  /// - Precondition: at least one picture in each class, of a side in ``sides``.
  public init(imagesPerClass: Int = 40, side: Int = 256, seed: UInt64 = 1) {
    precondition(imagesPerClass >= 1, "a class has at least one picture, not \(imagesPerClass)")
    precondition(Self.sides.contains(side), "the side must be in \(Self.sides), not \(side)")
    self.imagesPerClass = imagesPerClass
    self.side = side
    self.seed = seed
  }

  /// Names of the classes, which become the names of folders.
  public var classes: [String] { RockKind.allCases.map(\.rawValue) }

  /// Pictures in all classes.
  public var count: Int { imagesPerClass * classes.count }

  /// Draws the pictures as `folder/class/class-01.png`.
  ///
  /// - Throws: ``CollectionError/folderUnwritable(path:reason:)`` or the encoder's error.
  public func write(to folder: String, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }) throws {
    var done = 0
    try OutputFolder.make(folder)
    for (number, kind) in RockKind.allCases.enumerated() {
      try OutputFolder.make("\(folder)/\(kind.rawValue)")
      for index in 1...imagesPerClass {
        // Every class has seeds of its own, so that no two pictures share their randomness.
        let own = seed &* 1_000_003 &+ UInt64(number * 100_000 + index)
        let pixels = RockPainter(kind: kind, seed: own).paint(side: side)
        let picture = PixelBuffer(width: side, height: side, pixels: pixels)
        let name = index < 10 ? "0\(index)" : "\(index)"
        try picture.write(to: "\(folder)/\(kind.rawValue)/\(kind.rawValue)-\(name).png")
        done += 1
        progress(done, count)
      }
    }
  }
}
