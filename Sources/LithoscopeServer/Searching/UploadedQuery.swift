import Lithoscope
import Synchronization

/// A picture that somebody searched with, and what was found out about it.
final class UploadedQuery: Sendable {
  /// The picture.
  let picture: SessionPicture
  /// Its bytes in the file.
  let byteCount: Int
  /// Its vectors by the descriptors' names and stamps.
  private let vectors = Mutex<[String: [Float]]>([:])

  /// More are not kept: a collection has a few descriptors.
  private static let mostVectors = 8

  init(name: String, bytes: [UInt8]) {
    picture = SessionPicture(name: name, bytes: bytes)
    byteCount = bytes.count
  }

  /// A vector that is known already.
  func vector(_ key: String) -> [Float]? { vectors.withLock { $0[key] } }

  /// Keeps a vector.
  func keep(_ vector: [Float], _ key: String) {
    vectors.withLock { vectors in
      if vectors.count >= Self.mostVectors { vectors.removeAll() }
      vectors[key] = vector
    }
  }
}
