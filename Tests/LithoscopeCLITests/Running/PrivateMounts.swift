import Testing

/// Whether this process may mount file systems that nobody else sees, as tests of full and of read-only disks
/// need: as root, and not in every container.
enum PrivateMounts {
  static let hint: Comment = "needs the right to mount file systems"

  static let arePossible: Bool = {
    guard let place = try? Workplace() else { return false }
    return (try? place.shell("unshare --mount sh -c 'mount -t tmpfs none .'").status) == 0
  }()
}
