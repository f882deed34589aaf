import Catalog

/// What an indexing run has to do: the folder as it is against the catalog as it was.
struct IndexPlan {
  /// Files to read, by path.
  private(set) var files: [FoundFile] = []
  /// Files of the catalog that are gone.
  private(set) var removals: [RelativePath] = []
  /// How many images of the catalog are among the scan's failures: keeping those removes the images.
  private(set) var lost = 0
  /// Files that need nothing.
  private(set) var unchanged = 0
  /// Files that need nothing more, since the vectors that they lacked were derived from others.
  private(set) var derived = 0
  /// Whether any of ``files`` may need the network: it is new, has changed, or lacks a vector that the
  /// network makes. A run that only adds colours, say, does without weights.
  private(set) var needsNetwork = false
  /// Those of ``files`` that the catalog knows as images, in order.
  private var known: Set<RelativePath> = []

  /// - Parameter derived: contents that have just got vectors from others of theirs.
  init(
    scan: FolderScan, catalog: Catalog, descriptors: DescriptorSet, derived contents: Set<ContentDigest> = []
  ) throws {
    let failed = Set(scan.failures.compactMap { RelativePath($0.path) })
    try catalog.read { reader in
      var lacking: Set<ContentDigest> = []
      var lackingDeep: Set<ContentDigest> = []
      for member in descriptors.members {
        let missing = try reader.contents(missing: member.record.id).map(\.digest)
        lacking.formUnion(missing)
        if member.descriptor.model != .none { lackingDeep.formUnion(missing) }
      }
      // Both lists are in the order of paths: they are merged without holding the catalog's in memory.
      var found = scan.files[...]
      try reader.forEachKnownFile { path, before in
        let new = Self.takeFirst(of: &found) { $0.path < path }
        if !new.isEmpty { needsNetwork = true }
        files += new
        guard let file = found.first, file.path == path else {
          // Of a folder that could not be listed nothing is known: its images stay.
          if scan.leavesUnread(path) {
            unchanged += 1
          } else if failed.contains(path) {
            lost += 1
          } else {
            removals.append(path)
          }
          return
        }
        found.removeFirst()
        if before.stamp == file.stamp, before.label == file.label, !lacking.contains(before.digest) {
          if contents.contains(before.digest) { derived += 1 } else { unchanged += 1 }
        } else {
          if before.stamp != file.stamp || lackingDeep.contains(before.digest) { needsNetwork = true }
          known.insert(path)
          files.append(file)
        }
      }
      if !found.isEmpty { needsNetwork = true }
      files += found
    }
  }

  private static func takeFirst(of files: inout ArraySlice<FoundFile>, while isWanted: (FoundFile) -> Bool)
    -> ArraySlice<FoundFile>
  {
    let taken = files.prefix(while: isWanted)
    files.removeFirst(taken.count)
    return taken
  }

  /// Whether the catalog has an image of that path, one of ``files``, already.
  func isKnown(_ path: RelativePath) -> Bool { known.contains(path) }
}
