import Catalog
import Glibc

/// The files of a collection's indexes: `indexes/STEM.NUMBER.int8`, `….hnsw`, `….ann`.
///
/// No name is used twice while a file has it, so that whoever searches an old index is not disturbed.
struct IndexFolder {
  let layout: CollectionLayout

  /// What such files end in.
  static let endings = ["f16", "int8", "hnsw", "ann"]

  /// Makes the folder.
  ///
  /// - Throws: ``CollectionError/storageUnwritable(path:reason:)``.
  func make() throws {
    guard let code = OutputFolder.create(layout.indexes) else { return }
    throw CollectionError.storageUnwritable(path: layout.indexes, reason: String(cString: strerror(code)))
  }

  /// What the names of a descriptor's next files begin with: `STEM.NUMBER`, a number above all that are there.
  func nextStem(_ descriptor: String) -> String {
    let stem = VectorFileName.stem(descriptor)
    let numbers = names().compactMap { name -> Int? in
      guard name.hasPrefix(stem + ".") else { return nil }
      return name.dropFirst(stem.count + 1).split(separator: ".").first.flatMap { Int($0) }
    }
    // A number that nobody can count beyond is not one of ours.
    return "\(stem).\((numbers.filter { $0 > 0 && $0 < .max }.max() ?? 0) + 1)"
  }

  /// Deletes files of indexes that no record names: left by a killed run, or replaced.
  func removeAll(except named: Set<String>) {
    for name in names() where !named.contains(name) { unlink(layout.indexFile(name)) }
  }

  /// Makes names that were given to files outlast a power cut.
  func synchronize() {
    let folder = open(layout.indexes, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  /// The names of all files that may be parts of an index, whole or broken off.
  private func names() -> [String] {
    guard let folder = opendir(layout.indexes) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      // A file that is being written has something behind its ending.
      if name.split(separator: ".").dropFirst().contains(where: { part in
        Self.endings.contains { part.hasPrefix($0) }
      }) {
        names.append(name)
      }
    }
    return names
  }
}
