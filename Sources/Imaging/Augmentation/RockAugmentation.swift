/// Makes a picture of a rock look like another picture of the same rock, so that a network in training sees more
/// than there is: a rock has no up and no right, may be a little nearer, and lit a little otherwise.
///
/// Everything is drawn from a seed. Colours keep their hue and their ratios: they tell minerals apart.
public struct RockAugmentation: Sendable, Equatable {
  /// Mirrored or not, each way as often.
  public var flips: Bool
  /// Turned by 0, 90, 180 or 270 degrees, each as often.
  public var turns: Bool
  /// A part of 80 to 100 % of the area, anywhere, at the image's aspect and enlarged to its size (Szegedy et al.,
  /// "Going deeper with convolutions", 2015, whose parts are far smaller: grain size tells rocks apart, too).
  public var scale: Bool
  /// All values multiplied by 0.85 to 1.15.
  public var brightness: Bool
  /// The distances of all values from their mean multiplied by 0.9 to 1.1.
  public var contrast: Bool

  /// An augmentation by the given means; without arguments by all of them.
  public init(
    flips: Bool = true, turns: Bool = true, scale: Bool = true, brightness: Bool = true, contrast: Bool = true
  ) {
    self.flips = flips
    self.turns = turns
    self.scale = scale
    self.brightness = brightness
    self.contrast = contrast
  }

  /// Images as they are.
  public static let none = RockAugmentation(
    flips: false, turns: false, scale: false, brightness: false, contrast: false)

  /// Another picture of the same rock; the same one for the same image and seed.
  ///
  /// A means that is switched off does not change what is drawn for the others.
  ///
  /// - Parameters:
  ///   - seed: A number for each image and epoch.
  ///   - keepsShape: Whether an image that is not square is turned by 0 or 180 degrees only, so that images of
  ///     one shape stay so. Otherwise a turn by 90 or 270 degrees swaps its width and height.
  public func callAsFunction(_ image: PixelBuffer, seed: UInt64, keepsShape: Bool = false) -> PixelBuffer {
    guard self != .none else { return image }
    let draw = AugmentationDraw(seed: seed)
    let quarters = !turns ? 0 : keepsShape && image.width != image.height ? draw.quarters & 2 : draw.quarters
    let sampling = AugmentedSampling(
      width: image.width, height: image.height, quarters: quarters,
      mirrorsColumns: flips && draw.mirrorsColumns,
      mirrorsRows: flips && draw.mirrorsRows, side: scale ? draw.side : 1, left: draw.left, top: draw.top)
    let tones = ToneTable(
      image, gain: brightness ? draw.gain : 1, contrast: contrast ? draw.contrast : 1)
    return sampling(image, tones)
  }
}
