import Imaging
import Neural

/// How images become the network's input: the arithmetic and the size. All vectors of a collection that the
/// network makes share it.
public struct NetworkInput: Sendable, Hashable {
  /// How pixels become numbers.
  public let preprocessing: Preprocessing
  /// How large the network sees images; with Keras' preprocessings always ``InputSize/square``.
  public let size: InputSize

  /// What Lithoscope recommends, at any size.
  public init(size: InputSize) {
    preprocessing = .standard
    self.size = size
  }

  /// A preprocessing at 224×224 pixels.
  public init(square preprocessing: Preprocessing) {
    self.preprocessing = preprocessing
    size = .square
  }

  /// The default: each image at its own aspect.
  public static let standard = NetworkInput(size: .automatic)
  /// 224×224 pixels: what layers without pooling need, and all collections had before there was a choice.
  public static let square = NetworkInput(square: .standard)

  /// Names the exact arithmetic, for the stamp of a collection: a change to the code changes the number. What
  /// was the only size once has kept its stamp, `default/1`; others are `default/2-auto`, `default/2-320`.
  public var stamp: String {
    size == .square
      ? "\(preprocessing.rawValue)/\(Self.squareVersion)"
      : "\(preprocessing.rawValue)/\(Self.sizedVersion)-\(size.name)"
  }

  private static let squareVersion = 1
  private static let sizedVersion = 2

  /// The input that a ``stamp`` names, if this version of Lithoscope has it.
  public init?(stamp: String) {
    let sized = "\(Preprocessing.standard.rawValue)/\(Self.sizedVersion)-"
    if let way = Preprocessing.allCases.first(where: { NetworkInput(square: $0).stamp == stamp }) {
      self.init(square: way)
    } else if stamp.hasPrefix(sized), let size = try? InputSize(named: String(stamp.dropFirst(sized.count))),
      size != .square
    {
      self.init(size: size)
    } else {
      return nil
    }
  }

  /// The longest side of the image that the network's pixels are made from: the working image's, unless sizes
  /// or aspects beyond the usual ask for more and the original has more.
  ///
  /// Squares are made from the working image whatever the aspect, as they always were.
  func decodingSide(width: Int, height: Int) -> Int {
    guard size != .square else { return Preprocessing.workingSide }
    let target = size.size(forWidth: width, height: height)
    let scale = max(Double(target.width) / Double(width), Double(target.height) / Double(height))
    let needed = min(Double(Self.longestSide), (Double(max(width, height)) * min(1, scale)).rounded(.up))
    return max(Preprocessing.workingSide, Int(needed))
  }

  /// No image is decoded to more for the network, however narrow it is.
  private static let longestSide = 4096
}
