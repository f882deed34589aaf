/// A file of Annoy's laid out by hand, node by node, so that the format is known without Annoy.
///
/// Two components, so that a leaf holds at most four items. Seven items, of which number 5 is a hole; three trees:
/// A splits by the first component and C by the second, each of the two ways that a split can have children; B is
/// like C without the second split.
enum HandLaidForest {
  static let dimension = 2
  static let items: [[Float]?] = [[1, 0], [0.8, 0.6], [0, 1], [-1, 0], [-0.6, -0.8], nil, [0, -2]]

  static var words: [Int32] {
    items.flatMap { item in
      guard let item else { return head(0, 0, 0, [0, 0]) }
      return head(1, bits(item[0] * item[0] + item[1] * item[1]), 0, item)
    }
      + leaf([3, 4, 6])  // 7
      + leaf([0, 1, 2])  // 8
      + rootA  // 9
      + leaf([4, 6])  // 10
      + leaf([1, 2, 0, 3])  // 11
      + rootB  // 12
      + leaf([0, 1, 2, 3])  // 13
      + head(5, 4, 13, [0, 1])  // 14
      + rootC  // 15
      + rootA + rootB + rootC  // 16, 17, 18
  }

  static var bytes: [UInt8] { words.withUnsafeBytes { Array($0) } }

  private static let rootA = head(7, 7, 8, [1, 0])
  private static let rootB = head(7, 10, 11, [0, 1])
  private static let rootC = head(7, 6, 14, [0, 1])

  private static func head(_ descendants: Int32, _ first: Int32, _ second: Int32, _ vector: [Float])
    -> [Int32]
  {
    [descendants, first, second] + vector.map(bits)
  }

  private static func leaf(_ items: [Int32]) -> [Int32] {
    [Int32(items.count)] + items + Array(repeating: 0, count: 4 - items.count)
  }

  private static func bits(_ number: Float) -> Int32 { Int32(bitPattern: number.bitPattern) }
}
