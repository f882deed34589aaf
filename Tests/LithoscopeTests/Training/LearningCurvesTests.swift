import Foundation
import Imaging
import Testing

@testable import Lithoscope

@Suite("Learning curves")
struct LearningCurvesTests {
  private func record(
    _ epoch: Int, _ loss: Float = 1, validation: Float? = nil, figures metrics: [String: Double] = [:]
  ) -> EpochRecord {
    EpochRecord(
      epoch: epoch, rate: 0.001, trainingLoss: loss, validationLoss: validation, metrics: metrics,
      seconds: 1.5)
  }

  @Test("The best epoch is marked in both panels, and named")
  func best() {
    let records = (1...5).map { record($0, validation: 1, figures: ["accuracy": 0.5]) }
    let plain = LearningCurves(records).picture()
    let marked = LearningCurves(records, best: records[2]).picture()
    func differ(_ columns: Range<Int>, _ rows: Range<Int>) -> Bool {
      rows.contains { y in columns.contains { plain[$0, y] != marked[$0, y] } }
    }
    // The third of five epochs lies in the middle of the frames, from 104 to 992.
    #expect(differ(520..<620, 150..<450) && differ(520..<620, 520..<758))
    #expect(!differ(104..<520, 150..<758) && !differ(620..<992, 150..<758))
    #expect(differ(150..<600, 60..<110), "the subtitle names it")
  }

  @Test("The table has a column for each figure, the deciding one first")
  func table() {
    let curves = LearningCurves([
      record(1, 1.25, validation: 1.5, figures: ["accuracy": 0.5, "a, \"b\"": 0.25]), record(2, 0.75),
    ])
    #expect(
      curves.csv == """
        epoch,learning_rate,training_loss,validation_loss,validation_accuracy,"validation_a, ""b""\",seconds\r
        1,0.001,1.25,1.5,0.5,0.25,1.500\r
        2,0.001,0.75,,,,1.500\r

        """)
    #expect(LearningCurves([]).csv == "epoch,learning_rate,training_loss,validation_loss,seconds\r\n")
  }

  @Test("Records are kept as JSON under the table's names")
  func json() throws {
    let record = record(3, 0.5, validation: 0.25, figures: ["accuracy": 0.875])
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let data = try encoder.encode(record)
    #expect(
      String(decoding: data, as: UTF8.self).hasPrefix(
        #"{"epoch":3,"learning_rate":0.001"#))
    #expect(try JSONDecoder().decode(EpochRecord.self, from: data) == record)
    let short = #"{"epoch":1,"learning_rate":1,"training_loss":2,"metrics":{},"seconds":3}"#
    #expect(try JSONDecoder().decode(EpochRecord.self, from: Data(short.utf8)).validationLoss == nil)
  }

  /// The columns in which a colour is seen, between two rows.
  private func columns(of colour: RGBColour, in image: PixelBuffer, rows: Range<Int>) -> [Int] {
    (0..<image.width).filter { x in rows.contains { image[x, $0] == colour } }
  }

  private let validationColour = RGBColour(36, 84, 130)

  @Test("The picture shows losses above and figures below, from the first epoch to the last")
  func picture() {
    let records = (1...10).map {
      record(
        $0, 1 / Float($0), validation: 0.2 + 1 / Float($0), figures: ["accuracy": 1 - 1 / Double($0 + 1)])
    }
    let picture = LearningCurves(records, best: records[2]).picture()
    let upper = 145..<440
    let lower = 512..<760
    for rows in [upper, lower] {
      let columns = columns(of: validationColour, in: picture, rows: rows)
      #expect((columns.min() ?? 0) < 110 && (columns.max() ?? 0) > 985)
    }
    #expect(!columns(of: SheetPalette.accent, in: picture, rows: upper).isEmpty)
    #expect(columns(of: SheetPalette.accent, in: picture, rows: lower).isEmpty)
    // Without a validation set there is one panel only.
    let short = LearningCurves(records.map { record($0.epoch, $0.trainingLoss) }).picture()
    #expect(short.height < picture.height - 200)
    #expect(columns(of: validationColour, in: short, rows: 0..<short.height).isEmpty)
  }

  @Test("The training loss falls on the picture as it falls in the numbers")
  func places() {
    let picture = LearningCurves((0...10).map { record($0, 1 - Float($0) / 10) }).picture()
    // A straight line from the upper left to the lower right of the frame, 104 to 992 and 150 to 450.
    for share in [0.25, 0.55, 0.75] {
      let (x, y) = (Int(104 + share * 888), Int(150 + share * 300))
      #expect(((y - 3)...(y + 3)).contains { picture[x, $0] == SheetPalette.accent })
      #expect(!((y + 8)..<440).contains { picture[x, $0] == SheetPalette.accent })
    }
  }

  @Test("A loss that is not finite interrupts the line and breaks nothing")
  func divergence() {
    for losses in [[1, .nan, 0.5], [.infinity, .nan], [1e30, 1], [0, 0], [-1, -2]] as [[Float]] {
      let curves = LearningCurves(
        losses.enumerated().map { record($0 + 1, $1, validation: $1, figures: ["accuracy": .nan]) })
      #expect(curves.picture().width == LearningCurves([]).picture().width)
    }
  }

  @Test("One epoch, none, very many and hostile names are drawn")
  func extremes() throws {
    let folder = try TemporaryFolder()
    try LearningCurves([]).writePicture(to: folder.at("none.png"))
    try LearningCurves([record(1, figures: ["accuracy": 1])]).writePicture(to: folder.at("one.webp"))
    try LearningCurves(
      (1...2000).map { record($0, 1 / Float($0), figures: ["<b>&\n": 0.5, "accuracy": 0.5]) },
      title: "</span>\u{202E}"
    ).writePicture(to: folder.at("many.jpg"))
    try LearningCurves([record(1)]).writeTable(to: folder.at("table.csv"))
    #expect(try folder.names() == ["many.jpg", "none.png", "one.webp", "table.csv"])
    #expect(try folder.read("none.png").starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(throws: PixelBufferError.unsupportedExtension(path: "curves")) {
      try LearningCurves([]).writePicture(to: "curves")
    }
  }
}
