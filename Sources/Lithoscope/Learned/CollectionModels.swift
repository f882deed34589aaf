import Catalog
import Descriptors
import Glibc
import Neural
import Synchronization

/// The trained models of a collection: copies of their files in `.lithoscope/models`, so that it stays usable when
/// the files it was indexed with are gone. Whatever turns a descriptor's record into a descriptor asks here.
///
/// A copy is there before the catalog names it, and goes after the catalog has ceased to. One name can have two
/// files while a model takes another's place: `granites.safetensors` and `granites-0123456789ab.safetensors`.
final class CollectionModels: Sendable {
  private let layout: CollectionLayout
  /// Models that were read, by their digests, which never mean anything else.
  private let known = Mutex<[String: Descriptor]>([:])

  /// As much of a digest as tells two files of one name apart.
  private static let digitsInName = 12

  init(_ layout: CollectionLayout) { self.layout = layout }

  /// The descriptor of a record.
  ///
  /// - Throws: ``CollectionModelError``; `DescriptorNameError` for a name that this version does not know.
  func descriptor(_ record: DescriptorRecord) throws -> Descriptor {
    if record.stamp.isImported {
      return Descriptor(imported: record.name, dimension: record.stamp.dimension)
    }
    do { return try Descriptor.named(record.name) } catch {
      guard ModelName.isValid(record.name) else { throw error }
    }
    let digest = record.stamp.modelDigest
    if let descriptor = known.withLock({ $0[digest] }), descriptor.name == record.name { return descriptor }
    let descriptor = Descriptor(try copy(record.name, digest))
    known.withLock { $0[digest] = descriptor }
    return descriptor
  }

  /// Copies a model into the collection, unless it is there; only for who holds the collection's lock.
  ///
  /// - Throws: ``CollectionModelError/unwritable(path:reason:)``.
  func install(_ model: LearnedModel) throws {
    let paths = Self.fileNames(model.name, model.digest).map(layout.modelFile)
    if (try? copy(model.name, model.digest)) != nil { return }
    if let code = OutputFolder.create(layout.models) {
      throw CollectionModelError.unwritable(
        path: layout.models, reason: String(cString: strerror(code)))
    }
    // Another model may still be in use under the plain name.
    let isOther = (try? LearnedModel.read(paths[0])) != nil
    do {
      try model.write(to: paths[isOther ? 1 : 0])
    } catch WeightsError.unwritable(let path, let reason) {
      throw CollectionModelError.unwritable(path: path, reason: reason)
    }
  }

  /// Deletes files that no descriptor of the catalog needs: what a killed run has left, or a model that another
  /// took the place of; only for who holds the collection's lock.
  func removeOrphans(_ records: [DescriptorRecord]) {
    guard let folder = opendir(layout.models) else { return }
    defer { closedir(folder) }
    var needed: Set<String> = []
    for record in records where !record.stamp.isImported && (try? Descriptor.named(record.name)) == nil {
      let names = Self.fileNames(record.name, record.stamp.modelDigest)
        .filter { access(layout.modelFile($0), F_OK) == 0 }
      // Of two the one that is the model; a damaged one stays where there is no other.
      needed.formUnion(names.count > 1 ? names.filter { isModel($0, record) }.prefix(1) : names[...])
    }
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name.contains(LearnedModel.fileExtension), !needed.contains(name) else { continue }
      unlink(layout.modelFile(name))
    }
  }

  /// Reads a model's file and sees whether the weights it was trained on are those that this version has.
  ///
  /// - Throws: `LearnedModelError`.
  static func model(at path: String) throws(LearnedModelError) -> LearnedModel {
    let model = try LearnedModel.read(path)
    guard model.baseDigest == model.base.model.digest else { throw .otherBase(name: model.name) }
    return model
  }

  private func isModel(_ file: String, _ record: DescriptorRecord) -> Bool {
    (try? LearnedModel.read(layout.modelFile(file)))?.digest == record.stamp.modelDigest
  }

  /// The copy of a model, whichever of its two names it has.
  private func copy(_ name: String, _ digest: String) throws -> LearnedModel {
    let folder = layout.images
    var failure = CollectionModelError.missing(name: name, folder: folder)
    for path in Self.fileNames(name, digest).map(layout.modelFile) where access(path, F_OK) == 0 {
      do {
        let model = try Self.model(at: path)
        guard model.digest == digest else {
          failure = .exchanged(name: name, folder: folder)
          continue
        }
        return try model.renamed(name)
      } catch LearnedModelError.otherBase(let name) {
        throw LearnedModelError.otherBase(name: name)
      } catch {
        failure = .damaged(name: name, reason: Self.reason(error), folder: folder)
      }
    }
    throw failure
  }

  private static func reason(_ error: any Error) -> String {
    switch error {
    case LearnedModelError.damaged(_, let what): what
    case LearnedModelError.unreadable(_, let reason): reason
    default: "it is no trained model"
    }
  }

  private static func fileNames(_ name: String, _ digest: String) -> [String] {
    [name, "\(name)-\(digest.prefix(digitsInName))"].map { $0 + LearnedModel.fileExtension }
  }
}
