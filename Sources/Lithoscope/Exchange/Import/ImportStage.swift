import Catalog
import Foundation
import Imaging
import Synchronization
import VectorSearch

/// Reads images that the catalog does not know, sees which of them have rows, and describes them as indexing does
/// but for the vectors.
struct ImportStage {
  /// An image of the folder that has a row.
  struct Image: Sendable {
    let content: ContentRecord
    let file: FoundFile
    let row: Int
  }

  /// What became of a file.
  enum Outcome: Sendable {
    case image(Image)
    /// An image without a row, or one that cannot be read: `index` looks at it.
    case left
    /// No image.
    case foreign
  }

  let root: String
  let limits: DecodingLimits
  let vectors: ImportedVectors

  /// Reads some files, on several threads.
  ///
  /// - Returns: what became of each, in their order.
  func read(_ files: ArraySlice<FoundFile>) -> [Outcome] {
    let files = Array(files)
    let outcomes = Mutex([Outcome](repeating: .foreign, count: files.count))
    DispatchQueue.concurrentPerform(iterations: files.count) { place in
      let outcome = read(files[place])
      outcomes.withLock { $0[place] = outcome }
    }
    return outcomes.withLock { $0 }
  }

  private func read(_ found: FoundFile) -> Outcome {
    do {
      guard let file = try ImageFile(at: "\(root)/\(found.path)") else { return .foreign }
      guard let row = vectors.row(file.digest, found.path) else { return .left }
      return .image(
        Image(
          content: ContentRecord(file.digest, try file.metadata(limits)),
          // As it was read, which may be newer than it was scanned.
          file: FoundFile(path: found.path, stamp: file.stamp), row: row))
    } catch {
      return .left
    }
  }
}
