import Neural

/// How large the network sees images.
///
/// But for ``square`` an image keeps its aspect: its sides become multiples of 16 pixels, since VGG16's first
/// four blocks halve them each, and its area S², as nearly as those allow. Narrower than 1:3, it is squeezed to
/// that.
public enum InputSize: Sendable, Hashable {
  /// S = 224; for images of less than 56 × 56 pixels four times the geometric mean of their sides, at least 64.
  ///
  /// Tiles of 28 pixels are told apart as well at 112 as at 224 pixels, for a quarter of the work.
  case automatic
  /// S is the same for all images, a number of pixels in ``sides``.
  case side(Int)
  /// 224×224 pixels whatever the aspect, as VGG16 was trained.
  case square

  /// What ``side(_:)`` may be: below, nothing is left after five blocks; above, photographs have no more to show
  /// and the maps take gigabytes.
  public static let sides = 32...1024

  /// S of ``automatic``: as many pixels as VGG16 was trained with.
  private static let usualSide = Double(VGG16.inputSide)
  /// How far ``automatic`` enlarges small images, and its least S.
  private static let enlargement = 4.0
  private static let leastSide = 64.0
  /// Longer or narrower images are squeezed.
  private static let mostElongated = 3.0
  /// What sides are multiples of, and the least of them.
  private static let step = 16.0
  private static let leastEdge = 32.0

  /// As on the command line and in a collection's stamps: `auto`, `320`, `square`. It never changes, and
  /// ``init(named:)`` reads it back.
  public var name: String {
    switch self {
    case .automatic: "auto"
    case .side(let side): "\(side)"
    case .square: "square"
    }
  }

  /// Reads a ``name``.
  ///
  /// - Throws: ``InputSizeError``.
  public init(named name: String) throws(InputSizeError) {
    switch name {
    case "auto": self = .automatic
    case "square": self = .square
    default:
      guard name.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let side = Int(name),
        Self.sides.contains(side)
      else { throw InputSizeError(text: name) }
      self = .side(side)
    }
  }

  /// The pixels that the network sees of an image.
  ///
  /// - Parameters:
  ///   - width: columns of the upright original, at least 1.
  ///   - height: its rows, at least 1.
  public func size(forWidth width: Int, height: Int) -> NetworkSize {
    let (width, height) = (Double(width), Double(height))
    let mean: Double
    switch self {
    case .square: return .square
    case .side(let side): mean = Double(side)
    case .automatic:
      let own = (width * height).squareRoot()
      mean = min(Self.usualSide, max(Self.leastSide, Self.enlargement * own))
    }
    // From long and short, so that an image and the same one turned get the same sides.
    let stretch = min(Self.mostElongated, max(width, height) / min(width, height)).squareRoot()
    let (long, short) = (Self.edge(mean * stretch), Self.edge(mean / stretch))
    return width >= height ? NetworkSize(width: long, height: short) : NetworkSize(width: short, height: long)
  }

  private static func edge(_ length: Double) -> Int {
    Int(max(leastEdge, (length / step).rounded() * step))
  }
}
