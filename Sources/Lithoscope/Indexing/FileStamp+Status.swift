import Catalog
import Glibc

extension FileStamp {
  /// What `stat` says of a file.
  init(_ status: stat) {
    self.init(
      byteSize: Int64(status.st_size),
      modifiedNanoseconds: Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec))
  }
}
