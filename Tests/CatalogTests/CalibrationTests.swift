import Testing

@testable import Catalog

@Suite struct CalibrationTests {
  @Test func staysUntilTheDescriptorIsReplacedOrRemoved() throws {
    let catalog = try Catalog()
    let first = try catalog.insertDescriptor(Sample.descriptor("a"))
    let second = try catalog.insertDescriptor(Sample.descriptor("b"))
    let calibration = CalibrationRecord(curve: "isotonic1 10 5 0.5:0.5", images: 7)
    try catalog.setCalibration(calibration, of: first.id)
    try catalog.read { (reader) throws in
      #expect(try reader.calibration(of: first.id) == calibration)
      #expect(try reader.calibration(of: second.id) == nil)
    }
    let newer = CalibrationRecord(curve: "", images: 0)
    try catalog.setCalibration(newer, of: first.id)
    #expect(try catalog.read { try $0.calibration(of: first.id) } == newer)
    try catalog.removeDescriptor(first.id)
    #expect(try catalog.read { try $0.calibration(of: first.id) } == nil)
    #expect(throws: CatalogError.unknownDescriptor) { try catalog.setCalibration(calibration, of: first.id) }
  }

  @Test func goesWhenVectorsBeginOrCeaseToBeWhitened() throws {
    let catalog = try Catalog()
    let id = try catalog.insertDescriptor(Sample.descriptor("a")).id
    let calibration = CalibrationRecord(curve: "isotonic1 10 5 0.5:0.5", images: 7)
    let known = { try catalog.read { try $0.calibration(of: id) } }
    let whitening = WhiteningRecord(
      file: "a.whitened.f32", rowCount: 0, parameters: [1], fittedRows: 0, fittedContents: 0, created: 0)
    try catalog.setCalibration(calibration, of: id)
    try catalog.setWhitening(whitening, of: id)
    #expect(try known() == nil)
    // Another fit of much the same images changes similarities by little.
    try catalog.setCalibration(calibration, of: id)
    try catalog.setWhitening(whitening, of: id)
    #expect(try known() == calibration)
    try catalog.removeWhitening(of: id)
    #expect(try known() == nil)
  }

  @Test func listsImagesAndRows() throws {
    let catalog = try Catalog()
    let descriptor = try catalog.insertDescriptor(Sample.descriptor("a"))
    try catalog.add([("b.jpg", 1), ("a.jpg", 2), ("c.jpg", 1)])
    try catalog.read { (reader) throws in
      let images = try reader.images()
      #expect(images.map(\.path.string) == ["a.jpg", "b.jpg", "c.jpg"])
      let rows = try reader.rows(of: descriptor.id)
      #expect(rows.count == 2 && Set(rows.values) == [0, 1])
      #expect(images.allSatisfy { rows[$0.digest] != nil })
    }
  }

  @Test func believesNoTextThatIsNotOne() {
    for text in ["", "x", "-3 a", "99999999999999999999 a", "1.5 a"] {
      #expect(CalibrationRecord(text: text) == nil, "\(text)")
    }
    let record = CalibrationRecord(curve: "a b  c", images: 12)
    #expect(CalibrationRecord(text: record.text) == record)
  }
}
