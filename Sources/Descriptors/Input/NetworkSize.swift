import Neural

/// The pixels that the network sees of an image.
public struct NetworkSize: Sendable, Hashable {
  /// Columns.
  public let width: Int
  /// Rows.
  public let height: Int

  /// A size.
  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  /// What VGG16 was trained on: 224×224.
  public static let square = NetworkSize(width: VGG16.inputSide, height: VGG16.inputSide)

  /// Pixels.
  public var area: Int { width * height }
}
