/// How many images have a class.
public struct LabelCount: Sendable, Hashable {
  /// The class; `nil` for the images without one.
  public let label: String?
  /// The images that have it.
  public let images: Int
}
