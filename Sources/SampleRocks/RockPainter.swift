/// Draws a rock-like surface as a camera might see it.
///
/// The picture follows from the kind and the seed alone. All arithmetic is IEEE addition, multiplication,
/// division and square root in a fixed order, and the random numbers are our own, so the bytes are the same
/// on every machine. The same seed at another side length shows the same rock at another resolution.
///
/// ```swift
/// let pixels = RockPainter(kind: .gneiss, seed: 7).paint(side: 256)
/// ```
public struct RockPainter: Sendable {
  /// The longest side that ``paint(side:)`` draws, in pixels.
  public static let maximumSide = 4096

  /// The class of rock to draw.
  public let kind: RockKind
  /// Chooses the specimen among all of its kind.
  public let seed: UInt64

  /// A painter of one specimen.
  ///
  /// - Parameters:
  ///   - kind: the class of rock.
  ///   - seed: any number; each gives another specimen.
  public init(kind: RockKind, seed: UInt64) {
    self.kind = kind
    self.seed = seed
  }

  /// The picture of the specimen.
  ///
  /// - Parameter side: width and height in pixels, 1 … ``maximumSide``.
  /// - Returns: `side × side × 3` bytes, sRGB, interleaved, rows from top to bottom.
  public func paint(side: Int) -> [UInt8] {
    precondition(
      (1...Self.maximumSide).contains(side), "the side must be 1 to \(Self.maximumSide) pixels, not \(side)")
    // The salt goes through the generator once so that neighbouring seeds and kinds share nothing.
    var salted = RockRandom(seed: kind.seedSalt)
    var random = RockRandom(seed: seed ^ salted.next())
    let framing = Framing(side: side, random: &random)
    let photograph = Photograph(random: &random)
    let surface = drawSurface(framing, &random)
    return photograph.develop(surface)
  }

  private func drawSurface(_ framing: Framing, _ random: inout RockRandom) -> RockSurface {
    switch kind {
    case .gneiss: Gneiss(random: &random).surface(framing)
    case .marble: Marble(random: &random).surface(framing)
    case .andesite: Andesite(random: &random).surface(framing)
    case .quartzite: Quartzite(random: &random).surface(framing)
    case .rhyolite: Rhyolite(random: &random).surface(framing)
    case .schist: Schist(random: &random).surface(framing)
    }
  }
}
