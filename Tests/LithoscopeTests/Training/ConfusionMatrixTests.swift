import Imaging
import Testing

@testable import Lithoscope

@Suite("Confusion matrices")
struct ConfusionMatrixTests {
  /// Of four marbles three are found, of two schists one, of the gneisses there are none.
  private let matrix = ConfusionMatrix(
    classes: ["marble", "schist", "gneiss"], truth: [0, 0, 0, 0, 1, 1], predictions: [0, 0, 0, 2, 1, 0])

  @Test("Count, and give the field's figures")
  func figures() {
    #expect(matrix.counts == [[3, 0, 1], [1, 1, 0], [0, 0, 0]])
    #expect(matrix.total == 6)
    #expect(matrix.accuracy == 4.0 / 6)
    #expect((0..<3).map { matrix.recall(of: $0) } == [0.75, 0.5, nil])
    #expect((0..<3).map { matrix.precision(of: $0) } == [0.75, 1, 0])
    #expect(matrix.balancedAccuracy == 0.625)
    #expect(matrix.mostFrequentError(of: 0)?.prediction == 2)
    #expect(matrix.mostFrequentError(of: 1)?.count == 1)
    #expect(matrix.mostFrequentError(of: 2) == nil)
  }

  @Test("Without images nothing is known")
  func empty() {
    let empty = ConfusionMatrix(classes: ["a", "b"])
    #expect(empty.accuracy == nil && empty.balancedAccuracy == nil && empty.precision(of: 1) == nil)
    #expect(empty.summary == "accuracy –, balanced accuracy –; 0 images in 2 classes")
    #expect(ConfusionMatrix(classes: []).lines().count == 3)
  }

  @Test("As text for a terminal")
  func text() {
    #expect(
      matrix.lines() == [
        "true ↓  predicted →  1  2  3",
        "1 marble             3  ·  1",
        "2 schist             1  1  ·",
        "3 gneiss             ·  ·  ·",
        "",
        "class   images  recall  precision  most often taken for",
        "marble       4    .750       .750  gneiss (1)",
        "schist       2    .500      1.000  marble (1)",
        "gneiss       0       –       .000  –",
        "",
        "accuracy .667, balanced accuracy .625; 6 images in 3 classes",
      ])
    // On a narrow terminal the matrix gives way to the figures.
    #expect(matrix.lines(width: 20).first?.hasPrefix("class") == true)
    let long = ConfusionMatrix(classes: ["orthoclase-bearing granodiorite"]).lines()
    #expect(long.contains { $0.hasPrefix("orthoclase-bearing gran…") })
  }

  /// The pixels of a colour.
  private func count(_ image: PixelBuffer, _ isMeant: (RGBColour) -> Bool) -> Int {
    (0..<image.height).reduce(0) { sum, y in sum + (0..<image.width).count { isMeant(image[$0, y]) } }
  }

  private func isBlue(_ colour: RGBColour) -> Bool { Int(colour.blue) > Int(colour.red) + 20 }
  private func isOrange(_ colour: RGBColour) -> Bool { Int(colour.red) > Int(colour.blue) + 40 }

  @Test("As a picture: blue where right, orange where wrong, the darker the more")
  func picture() {
    let classes = ["marble", "schist"]
    func picture(_ predictions: [Int]) -> PixelBuffer {
      ConfusionMatrix(classes: classes, truth: [0, 0, 1, 1], predictions: predictions).picture()
    }
    let (right, wrong) = (picture([0, 0, 1, 1]), picture([1, 1, 0, 0]))
    #expect(count(right, isBlue) > 2 * 60 * 60 && count(right, isOrange) == 0)
    #expect(count(wrong, isOrange) > 2 * 60 * 60 && count(wrong, isBlue) == 0)
    let mixed = picture([0, 1, 1, 1])
    #expect(count(mixed, isBlue) > 60 * 60 && count(mixed, isOrange) > 60 * 60)
    // The whole row is darker than half of one.
    let darkest = { (image: PixelBuffer) in
      (0..<image.height).flatMap { y in (0..<image.width).map { image[$0, y] } }
        .filter(isOrange).map(\.blue).min() ?? 255
    }
    #expect(darkest(wrong) < darkest(mixed))
  }

  @Test("Thirty classes have room; hostile names, one class and none are drawn", arguments: [0, 1, 2, 30])
  func sizes(classes: Int) throws {
    let names = (0..<classes).map { "<b>&\n\u{202E}a name that is much too long for its place \($0)" }
    var matrix = ConfusionMatrix(classes: names)
    for number in 0..<classes {
      for _ in 0..<999 { matrix.count(number, for: number) }
    }
    let picture = matrix.picture()
    #expect(picture.width <= 1300 && picture.height <= 1400)
    #expect(picture.width >= 30 * classes && picture.height >= 30 * classes)
    let folder = try TemporaryFolder()
    try matrix.writePicture(to: folder.at("matrix.png"))
    #expect(try folder.names() == ["matrix.png"])
  }
}
