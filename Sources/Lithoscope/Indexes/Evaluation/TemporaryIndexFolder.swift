import Foundation
import Glibc

/// A folder for an index that nobody keeps; it goes with this object.
final class TemporaryIndexFolder {
  /// Absolute.
  let path: String

  init() throws(IndexEvaluationError) {
    let template = "\(NSTemporaryDirectory())/lithoscope-index-XXXXXX"
    var bytes = Array(template.utf8CString)
    guard mkdtemp(&bytes) != nil else {
      throw .noTemporaryFolder(path: template, reason: String(cString: strerror(errno)))
    }
    path = String(decoding: bytes.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
