import Catalog

/// What an indexing run has to do: the folder as it is against the catalog as it was.
struct IndexPlan {
  /// Files to read, by path.
  private(set) var files: [FoundFile] = []
  /// Files of the catalog that are gone.
  private(set) var removals: [RelativePath] = []
  /// Files that need nothing.
  private(set) var unchanged = 0
  /// Paths that the catalog knows as images.
  private let known: Set<RelativePath>

  init(scan: FolderScan, catalog: Catalog, descriptors: DescriptorSet) throws {
    var lacking: Set<RelativePath> = []
    var known: [RelativePath: KnownFile] = [:]
    try catalog.read { reader in
      known = try reader.knownFiles()
      for member in descriptors.members {
        lacking.formUnion(try reader.contents(missing: member.record.id).map(\.path))
      }
    }
    self.known = Set(known.keys)

    for file in scan.files {
      let before = known.removeValue(forKey: file.path)
      if let before, before.stamp == file.stamp, before.label == file.label, !lacking.contains(file.path) {
        unchanged += 1
      } else {
        files.append(file)
      }
    }
    // Of a folder that could not be listed nothing is known: its images stay.
    let kept = known.keys.filter { path in
      scan.unreadFolders.contains { path.string.hasPrefix($0 + "/") }
    }
    unchanged += kept.count
    let failed = Set(scan.failures.map(\.path))
    removals = known.keys.filter { !kept.contains($0) && !failed.contains($0.string) }.sorted()
  }

  /// Whether the catalog has an image of that path already.
  func isKnown(_ path: RelativePath) -> Bool { known.contains(path) }

  /// Whether every image of the collection would be removed and none added: more likely a disk that is not
  /// there than a wish.
  var wouldEmptyTheCollection: Bool { files.isEmpty && unchanged == 0 && !removals.isEmpty }
}
