import Catalog
import VectorSearch

/// The file that holds a descriptor's vectors as they are compared.
struct ComparedFile {
  /// Its name, without a folder.
  let name: String
  /// Its rows that count.
  let rows: Int

  /// The file of whitened vectors where there is one, and the raw ones' otherwise.
  ///
  /// - Parameter components: of the descriptor's vector, if it is to be whitened.
  init(_ record: DescriptorRecord, _ reader: CatalogReader, components: [ComponentLayout]?) throws {
    if let components, let known = try reader.whitening(of: record.id), Whitening(known, components) != nil {
      (name, rows) = (known.file, min(known.rowCount, record.rowCount))
    } else {
      (name, rows) = (record.vectorFile, record.rowCount)
    }
  }
}
