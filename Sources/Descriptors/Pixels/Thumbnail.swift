import Imaging

/// A copy of an image so small that re-encoding, resizing and cropping by a few percent hardly change it,
/// while another picture of the same rock is another pattern.
///
/// Of each channel's 12 × 12 values the mean and the slope are taken away: a light background or light from
/// one side would otherwise make all pictures of a series alike. The mean colour comes back in with little
/// weight, so that plain images are told apart.
public enum Thumbnail {
  /// Pixels along each side.
  static let side = 12
  /// Components: 12 × 12 × 3 values, the mean colour, and one that is always there.
  public static let dimension = 3 * side * side + 4

  /// Similarity from which two images are called near duplicates. Pictures saved again or resized have .99
  /// and more, cropped by 3 % between .90 and .98; different pictures of one sample stay below .96, but for
  /// bursts of one scene.
  public static let duplicateThreshold: Float = 0.96

  /// Weight of the mean colour beside the values, per value.
  private static let colourWeight: Float = 0.05
  /// The constant, as a contrast in 0…1: what rounding leaves of plain images stays below it.
  private static let floor: Float = 2 / 255

  /// The tiny copy of `image` as a unit vector `[436]`: row-major, red, green, blue; then the mean colour and
  /// the constant.
  public static func describe(_ image: PixelBuffer) -> [Float] {
    let small = image.resized(toWidth: side, height: side)
    let centre = Float(side - 1) / 2
    // The sum of squares of one coordinate over the grid.
    let spread =
      (0..<side).reduce(Float(0)) { $0 + (Float($1) - centre) * (Float($1) - centre) } * Float(side)
    let scale = Float(3 * side * side).squareRoot()
    var values = small.pixels.map { Float($0) / 255 }
    var tail: [Float] = []
    for channel in 0..<3 {
      var (sum, across, down) = (Float(0), Float(0), Float(0))
      for y in 0..<side {
        for x in 0..<side {
          let value = values[3 * (y * side + x) + channel]
          sum += value
          across += value * (Float(x) - centre)
          down += value * (Float(y) - centre)
        }
      }
      let mean = sum / Float(side * side)
      for y in 0..<side {
        for x in 0..<side {
          values[3 * (y * side + x) + channel] -=
            mean + across / spread * (Float(x) - centre) + down / spread * (Float(y) - centre)
        }
      }
      tail.append(colourWeight * scale / Float(3).squareRoot() * (mean - 0.5))
    }
    values += tail
    values.append(floor * scale)
    return UnitLength.scaled(values) ?? values
  }
}
