/// For each position along one side of a result, the two neighbours in the original it lies between.
struct AxisSampling {
  /// Where the first neighbour lies, in bytes from the axis' beginning.
  private(set) var first: [Int]
  /// Where the second neighbour lies.
  private(set) var second: [Int]
  /// The second neighbour's share, of ``AxisSampling/whole``.
  private(set) var share: [UInt32]

  /// All shares together. Products of two shares and a byte fit into 32 bits.
  static let whole: UInt32 = 256

  /// - Parameters:
  ///   - length: Positions of the original, and of the result.
  ///   - stride: Bytes from one position to the next.
  ///   - isMirrored: Whether the last position comes first.
  ///   - side: The share of the original that is enlarged to the whole length; 1 for all of it.
  ///   - place: Where that part lies, from 0, at the beginning, to 1, at the end.
  init(length: Int, stride: Int, isMirrored: Bool, side: Double, place: Double) {
    (first, second, share) = ([], [], [])
    let begin = Double(length) * (1 - side) * place
    for position in 0..<length {
      let shown = isMirrored ? length - 1 - position : position
      // Positions are the middles of pixels.
      let original = max(0, min(Double(length - 1), begin + (Double(shown) + 0.5) * side - 0.5))
      let before = Int(original)
      first.append(before * stride)
      second.append(min(before + 1, length - 1) * stride)
      share.append(UInt32(((original - Double(before)) * Double(Self.whole)).rounded()))
    }
  }
}
