import Catalog
import Foundation
import Testing

@testable import Lithoscope

/// What leaves a collection: every image once, in the order of paths, its numbers to the last bit.
@Suite("Export")
struct ExportTests {
  let pictures: ExchangedPictures
  let place: TemporaryFolder

  init() throws {
    pictures = try ExchangedPictures()
    place = try TemporaryFolder()
  }

  private var ordered: [String] {
    ExchangedPictures.names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  @Test("NumPy: a header of 128 bytes, then the rows; the table beside it has the images of the rows")
  func numPy() throws {
    let report = try pictures.export(.npy, to: place)
    #expect(report.images == 7)
    #expect(report.lacking == 0)
    #expect(try place.names() == ["rgb-histogram.csv", "rgb-histogram.descriptor.json", "rgb-histogram.npy"])
    let bytes = try place.read("rgb-histogram.npy")
    #expect(bytes.count == 128 + 7 * 512 * 4)
    let beginning: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, 118, 0]
    #expect(bytes.starts(with: beginning))
    let header = String(decoding: bytes[10..<128], as: UTF8.self)
    #expect(header.hasPrefix("{'descr': '<f4', 'fortran_order': False, 'shape': (7, 512), }"))
    #expect(header.hasSuffix(" \n"))

    let table = try CSVTable(path: place.at("rgb-histogram.csv"))
    #expect(table.columns == ["path", "label", "sha256", "width", "height", "format"])
    #expect(table.rows.map { $0[0] } == ordered)
    let stored = try pictures.vectors()
    for (row, path) in ordered.enumerated() {
      let numbers = Array(bytes[(128 + row * 2048)..<(128 + (row + 1) * 2048)])
      let floats: [UInt32] = stride(from: 0, to: 2048, by: 4).map { place in
        (0..<4).reduce(UInt32(0)) { $0 | UInt32(numbers[place + $1]) << UInt32(8 * $1) }
      }
      #expect(floats == stored[path])
      #expect(Array(table.rows[row][3...]) == ["8", "8", "png"])
    }
    #expect(table.rows.map { $0[1] } == ["a", "a", "b", "b", "c", "", "ö"])
  }

  @Test("CSV: what is known of an image, then numbers that read back as the same bits")
  func csv() throws {
    _ = try pictures.export(.csv, to: place)
    let table = try CSVTable(path: place.at("rgb-histogram.csv"))
    #expect(table.columns.count == 6 + 512)
    #expect(Array(table.columns.suffix(2)) == ["v510", "v511"])
    let stored = try pictures.vectors()
    for row in table.rows {
      #expect(row[6...].compactMap { Float($0)?.bitPattern } == stored[row[0]])
    }
  }

  @Test("JSON lines: an object for each image")
  func jsonLines() throws {
    _ = try pictures.export(.jsonl, to: place)
    let lines = try place.read("rgb-histogram.jsonl").split(separator: UInt8(ascii: "\n"))
    #expect(lines.count == 7)
    let stored = try pictures.vectors()
    for (line, path) in zip(lines, ordered) {
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
      #expect(
        Set(object.keys) == ["path", "label", "sha256", "width", "height", "format", "exif", "embedding"])
      #expect((object["path"] as? String)?.utf8.elementsEqual(path.utf8) == true)
      let numbers = try #require(object["embedding"] as? [Double])
      #expect(numbers.map { Float($0).bitPattern } == stored[path])
    }
  }

  @Test("The file beside the vectors says what made them")
  func origin() throws {
    let report = try pictures.export(.csv, to: place) { $0.descriptor = .lbp }
    let origin = try #require(try VectorsOrigin(path: report.origin))
    #expect(origin.descriptor == "lbp")
    #expect(!origin.compared)
    #expect(origin.images == 7)
    #expect(origin.descriptorStamp == DescriptorSet.stamp(.lbp, .standard, .f32))
  }

  @Test("EXIF fields that some image has are columns in a fixed order, and objects in JSON")
  func exif() throws {
    let catalog = try Catalog(folder: pictures.collection.layout.storage, mode: .write)
    let id = try #require(try catalog.read { try $0.descriptor(named: "rgb-histogram") })
    var batch = CatalogBatch()
    let digest = try #require(ContentDigest([UInt8](repeating: 7, count: 32)))
    batch.contents = [
      ContentRecord(
        digest: digest, width: 30, height: 20, format: "jpeg",
        exif: #"{"iso":"200","camera_make":"A \"B\", C"}"#)
    ]
    let path = try #require(RelativePath("a/0.jpg"))
    batch.images = [
      ImageEntry(path: path, digest: digest, stamp: FileStamp(byteSize: 1, modifiedNanoseconds: 1))
    ]
    // The row is one that is there already: only what is known of the image matters here.
    let file = try pictures.folder.read(".lithoscope/vectors/rgb-histogram.f32")
    try pictures.folder.write(file + file.prefix(2048), to: ".lithoscope/vectors/rgb-histogram.f32")
    batch.embeddings = [EmbeddedRows(descriptor: id.id, firstRow: id.rowCount, digests: [digest])]
    try catalog.commit(batch)
    try catalog.close()

    _ = try pictures.export(.npy, to: place)
    let table = try CSVTable(path: place.at("rgb-histogram.csv"))
    #expect(table.columns == ["path", "label", "sha256", "width", "height", "format", "camera_make", "iso"])
    #expect(Array(table.rows[0][3...]) == ["30", "20", "jpeg", "A \"B\", C", "200"])
    #expect(Array(table.rows[1][6...]) == ["", ""])
    _ = try pictures.export(.jsonl, to: place)
    let first = try place.read("rgb-histogram.jsonl").prefix { $0 != UInt8(ascii: "\n") }
    let object = try #require(try JSONSerialization.jsonObject(with: Data(first)) as? [String: Any])
    #expect(object["exif"] as? [String: String] == ["iso": "200", "camera_make": "A \"B\", C"])
    #expect(object["label"] is NSNull)
  }

  @Test("As compared: the whitened rows that searches look at")
  func compared() throws {
    let whitened = try WhitenedCollection(80)
    try whitened.index()
    var options = ExportOptions(format: .npy)
    options.path = place.at("w")
    options.compared = true
    let report = try #require(try whitened.collection.exportVectors(options))
    #expect(report.compared)
    #expect(try VectorsOrigin(path: report.origin)?.compared == true)
    let exported = try place.read("w.npy")
    let file = try #require(try whitened.known()?.file)
    let rows = try whitened.folder.read(whitened.path(file))
    let descriptor = try whitened.descriptor()
    let order = try whitened.collection.openCatalog().read { reader in
      var order: [Int] = []
      try reader.forEachImageByPath(of: descriptor.id) { row, _, _ in order.append(row) }
      return order
    }
    let expected = order.flatMap { Array(rows[($0 * 1024)..<(($0 + 1) * 1024)]) }
    #expect(Array(exported[128...]) == expected)
    options.compared = false
    _ = try whitened.collection.exportVectors(options)
    #expect(try place.read("w.npy") != exported)
  }

  @Test("Images without the vector are counted and left out")
  func lacking() throws {
    try pictures.folder.write(try Picture.png(30), to: "new.png")
    var options = IndexOptions.using(.labHistogram)
    options.threads = 1
    var seen = 0
    // Stopped in its midst, a run leaves images that lack a descriptor.
    let report = try pictures.collection.index(options) { _ in
      seen += 1
      return .stop
    }
    #expect(report.wasStopped)
    #expect(seen > 0)
    let exported = try pictures.export(.jsonl, to: place) { $0.descriptor = .rgbHistogram }
    let counts = try pictures.collection.openCatalog().read { try $0.counts() }
    #expect(exported.images + exported.lacking == counts.images)
  }

  @Test("A place: a folder, a name with its ending, a name without, a name with another dot")
  func places() throws {
    #expect(ExchangePlace(nil, stem: "lbp", format: .npy).vectors == "lbp.npy")
    #expect(ExchangePlace("out/", stem: "lbp", format: .csv).vectors == "out/lbp.csv")
    #expect(ExchangePlace(place.path, stem: "lbp", format: .csv).vectors == place.at("lbp.csv"))
    #expect(ExchangePlace("a/b.NPY", stem: "lbp", format: .npy).vectors == "a/b.npy")
    #expect(ExchangePlace("a/b.npy", stem: "lbp", format: .npy).table == "a/b.csv")
    #expect(ExchangePlace("a/b", stem: "lbp", format: .jsonl).origin == "a/b.descriptor.json")
    #expect(ExchangePlace("a/b.2", stem: "lbp", format: .jsonl).vectors == "a/b.2.jsonl")
    #expect(try ExchangePlace(ofFile: "a/b.NPY").vectors == "a/b.NPY")
    #expect(try ExchangePlace(ofFile: "a/b.NPY").table == "a/b.csv")
    #expect(throws: ImportError.unknownFormat(path: "npy")) { try ExchangePlace(ofFile: "npy") }
  }

  @Test(
    "Stopped, or where nothing can be written: no file, not even half of one",
    arguments: ExchangeFormat.allCases)
  func nothingHalf(format: ExchangeFormat) throws {
    var options = ExportOptions(format: format)
    options.path = place.path
    #expect(try pictures.collection.exportVectors(options) { done, _ in done < 3 } == nil)
    #expect(try place.names().isEmpty)

    // The last file cannot take its name, since a folder has it.
    try place.makeFolder("rgb-histogram.\(format.rawValue)/inside")
    #expect(throws: ExportError.self) { try pictures.collection.exportVectors(options) }
    #expect(try place.names().allSatisfy { !$0.hasSuffix(".part") })
    options.path = place.at("nowhere/x")
    #expect(throws: ExportError.self) { try pictures.collection.exportVectors(options) }
  }

  @Test("A descriptor that the collection lacks")
  func missing() throws {
    var options = ExportOptions(format: .npy)
    options.descriptor = .labHistogram
    #expect(throws: CollectionError.self) { try pictures.collection.exportVectors(options) }
    let bare = try ExchangedPictures(isIndexed: false)
    #expect(throws: CollectionError.notIndexed(folder: bare.folder.path)) {
      try bare.collection.exportVectors(ExportOptions(format: .npy))
    }
  }
}
