import Catalog
import Foundation
import Testing
import VectorSearch

@testable import Lithoscope

/// A small collection whose vectors are exported and imported, and folders to put them in.
final class ExchangedPictures: Sendable {
  /// Two of them have the same bytes, and one a name that tables have to quote.
  static let names = [
    "b/1.png", "b/2.png", "a/3.png", "a/4.png", "copy.png", "c/x, \"y\";\n\tz.png", "ö/5.png",
  ]
  private static let seeds = [1, 2, 3, 4, 1, 6, 7]

  let folder: TemporaryFolder
  let collection: ImageCollection

  /// - Parameter isIndexed: whether the pictures are described by their colours and textures.
  init(isIndexed: Bool = true) throws {
    folder = try TemporaryFolder()
    collection = try folder.collection()
    for (name, seed) in zip(Self.names, Self.seeds) { try folder.write(try Picture.png(seed), to: name) }
    if isIndexed { try collection.index(.using(.rgbHistogram, .lbp)) }
  }

  /// Exports into a folder of its own.
  func export(
    _ format: ExchangeFormat, to place: TemporaryFolder, _ change: (inout ExportOptions) -> Void = { _ in }
  )
    throws -> ExportReport
  {
    var options = ExportOptions(format: format)
    options.path = place.path
    change(&options)
    return try #require(try collection.exportVectors(options))
  }

  /// The stored vector of each image, by path.
  func vectors(_ descriptor: String = "rgb-histogram") throws -> [String: [UInt32]] {
    try collection.openCatalog().read { reader in
      let record = try #require(try reader.descriptor(named: descriptor))
      let matrix = try VectorMatrix(
        path: collection.layout.vectorFile(record.vectorFile), dimension: record.stamp.dimension,
        rows: record.rowCount)
      var vectors: [String: [UInt32]] = [:]
      try reader.forEachImage(of: record.id) { row, image in
        vectors[image.path.string] = matrix.row(row).map(\.bitPattern)
      }
      return vectors
    }
  }

  /// The answers to every image, as text.
  func answers(_ descriptor: String = "rgb-histogram") throws -> [String] {
    let chosen = try collection.descriptor(DescriptorReference(descriptor))
    return try Self.names.flatMap { name in
      try collection.search(name, count: 100, descriptor: chosen).matches.map {
        "\(name) \($0.path) \($0.similarity.bitPattern) \($0.label ?? "–")"
      }
    }
  }
}

extension ImportReport {
  /// Imported, unchanged, missing, left.
  var counts: [Int] { [images, unchanged, missing, left] }
}
