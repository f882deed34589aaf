/// Why a part of a query image cannot be meant.
public enum QueryRegionError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Not four numbers.
  case unreadable(String)
  /// Percent beside something else.
  case mixed(String)
  /// No width or no height, or a corner outside of the image.
  case noArea(String)
  /// More than the whole width or height.
  case beyondShares(String)
  /// Pixels that the image does not have.
  case beyondImage(region: String, width: Int, height: Int)

  /// The reason and the remedy.
  public var description: String {
    switch self {
    case .unreadable(let text):
      "\(text) is no region; write x,y,width,height in pixels, in percent or in fractions, such as "
        + "120,80,300,200 or 10%,20%,50%,50% or 0.1,0.2,0.5,0.5."
    case .mixed(let text):
      "The region \(text) mixes percent with other numbers; write all four with a % sign, or none."
    case .noArea(let text):
      "The region \(text) holds no part of the image; give a width and a height above 0, and a corner that is "
        + "not negative."
    case .beyondShares(let text):
      "The region \(text) reaches beyond the image; x and width, and y and height, may add up to 100 % each."
    case .beyondImage(let region, let width, let height):
      "The region \(region) reaches beyond the image's \(width)×\(height) pixels; keep x and width within "
        + "\(width), and y and height within \(height), counted upright."
    }
  }
}
