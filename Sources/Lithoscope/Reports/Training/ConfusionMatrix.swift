/// How often images of each class were taken for each class.
public struct ConfusionMatrix: Sendable, Equatable {
  /// The names of the classes.
  public let classes: [String]
  /// How many images of a class, by row, were taken for a class, by column.
  public private(set) var counts: [[Int]]

  /// A matrix of zeros.
  public init(classes: [String]) {
    self.classes = classes
    counts = [[Int]](repeating: [Int](repeating: 0, count: classes.count), count: classes.count)
  }

  /// The matrix of images whose classes are known and were predicted.
  ///
  /// - Precondition: There are as many of one as of the other, all of them numbers of classes.
  public init(classes: [String], truth: [Int], predictions: [Int]) {
    precondition(truth.count == predictions.count, "each image has a class and a prediction")
    self.init(classes: classes)
    for (truth, prediction) in zip(truth, predictions) { count(prediction, for: truth) }
  }

  /// Counts an image.
  ///
  /// - Parameters:
  ///   - prediction: The class it was taken for.
  ///   - truth: The class it belongs to.
  public mutating func count(_ prediction: Int, for truth: Int) { counts[truth][prediction] += 1 }

  /// Images in all.
  public var total: Int { counts.joined().reduce(0, +) }

  /// Images of a class.
  public func images(of truth: Int) -> Int { counts[truth].reduce(0, +) }

  /// The share of images whose class was predicted; nil without images.
  public var accuracy: Double? {
    Self.share(classes.indices.reduce(0) { $0 + counts[$1][$1] }, of: total)
  }

  /// The share of a class's images that were taken for it; nil where it has none.
  public func recall(of number: Int) -> Double? { Self.share(counts[number][number], of: images(of: number)) }

  /// The share of the images that were taken for a class that belong to it; nil where none were.
  public func precision(of number: Int) -> Double? {
    Self.share(counts[number][number], of: counts.reduce(0) { $0 + $1[number] })
  }

  /// The mean recall of the classes that have images, whether they have many or few (Brodersen et al., "The
  /// balanced accuracy and its posterior distribution", 2010); nil without images.
  public var balancedAccuracy: Double? {
    let recalls = classes.indices.compactMap { recall(of: $0) }
    return recalls.isEmpty ? nil : recalls.reduce(0, +) / Double(recalls.count)
  }

  /// The other class that images of a class are most often taken for, of equal ones the first; nil without errors.
  public func mostFrequentError(of number: Int) -> (prediction: Int, count: Int)? {
    let errors = classes.indices.filter { $0 != number && counts[number][$0] > 0 }
    guard let most = errors.map({ counts[number][$0] }).max(),
      let prediction = errors.first(where: { counts[number][$0] == most })
    else { return nil }
    return (prediction, most)
  }

  private static func share(_ count: Int, of total: Int) -> Double? {
    total > 0 ? Double(count) / Double(total) : nil
  }
}
