/// A few numbers that describe a picture coarsely.
struct PictureStatistics {
  /// Mean of all bytes.
  let brightness: Float
  /// Deviation of the grey levels.
  let contrast: Float
  /// Mean step from a pixel to its right and lower neighbours, in grey levels.
  let roughness: Float
  /// Mean of red less green.
  let redness: Float
  /// Mean of blue less green.
  let blueness: Float
  /// Share of bytes at 0 or 255.
  let clipped: Float

  init(_ bytes: [UInt8], side: Int) {
    let pixels = side * side
    let grey: [Float] = (0..<pixels).map { index in
      let sum = bytes[(index * 3)..<(index * 3 + 3)].reduce(0) { $0 + Int($1) }
      return Float(sum) / 3
    }
    let mean = grey.reduce(0, +) / Float(pixels)
    brightness = mean
    var squares: Float = 0
    for level in grey { squares += (level - mean) * (level - mean) }
    contrast = (squares / Float(pixels)).squareRoot()
    func difference(_ a: Int, _ b: Int) -> Float {
      var sum = 0
      for index in 0..<pixels { sum += Int(bytes[index * 3 + a]) - Int(bytes[index * 3 + b]) }
      return Float(sum) / Float(pixels)
    }
    redness = difference(0, 1)
    blueness = difference(2, 1)
    var steps: Float = 0
    for row in 0..<(side - 1) {
      for column in 0..<(side - 1) {
        let index = row * side + column
        steps += abs(grey[index] - grey[index + 1])
        steps += abs(grey[index] - grey[index + side])
      }
    }
    roughness = steps / Float(2 * (side - 1) * (side - 1))
    clipped = Float(bytes.filter { $0 == 0 || $0 == 255 }.count) / Float(bytes.count)
  }

  /// The numbers on scales that make them comparable.
  var vector: [Float] {
    [brightness / 30, contrast / 10, roughness / 6, redness / 12, blueness / 12]
  }
}
