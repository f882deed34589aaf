/// The size of an image whose longest side may not exceed a bound: its aspect kept to the nearest pixel,
/// never enlarged, never without pixels.
struct FittedSize: Equatable {
  let width: Int
  let height: Int

  init(width: Int, height: Int, side: Int) {
    let longest = max(width, height)
    if longest <= side {
      self.width = width
      self.height = height
    } else {
      let scale = Double(side) / Double(longest)
      self.width = max(1, Int((Double(width) * scale).rounded()))
      self.height = max(1, Int((Double(height) * scale).rounded()))
    }
  }
}
