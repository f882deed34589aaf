import Catalog

extension FolderScan {
  /// Whether not one image of the collection is there any more, and no other has come: more likely a disk
  /// that is away than a wish. Asked before anything is changed.
  func wouldEmpty(_ catalog: Catalog) throws -> Bool {
    let allGone = try catalog.read { reader in
      guard try reader.counts().images > 0 else { return false }
      // As a rule the first file is known.
      guard try !files.contains(where: { try reader.knownFile(at: $0.path) != nil }) else { return false }
      var isAnyUnread = false
      if !unreadFolders.isEmpty {
        try reader.forEachKnownFile { path, _ in isAnyUnread = isAnyUnread || leavesUnread(path) }
      }
      return !isAnyUnread
    }
    return try allGone && !files.contains { try isImage($0) }
  }

  private func isImage(_ file: FoundFile) throws -> Bool {
    do { return try ImageFile(at: "\(root)/\(file.path)") != nil } catch is ImageFileError { return false }
  }
}
