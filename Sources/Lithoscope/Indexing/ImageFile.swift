import Catalog
import Crypto
import Descriptors
import Glibc
import Imaging

/// A file's bytes as far as they are needed: read once, digested, then decoded from memory.
struct ImageFile {
  /// Larger files are digested in pieces and decoded from the disk.
  static let largestInMemory = 64 << 20
  /// Bytes in which every image format shows its name.
  private static let headSize = 64

  /// The file's size and time when it was read.
  let stamp: FileStamp
  /// SHA-256 of the bytes.
  let digest: ContentDigest
  private let location: String
  private let bytes: [UInt8]?

  /// Reads a file, or returns nil when neither its content nor its name is an image's.
  ///
  /// - Throws: ``ImageFileError``.
  init?(at location: String) throws {
    // Without O_NONBLOCK a pipe that took the file's place meanwhile would block for ever.
    let descriptor = open(location, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw ImageFileError.unreadable(String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw ImageFileError.unreadable(String(cString: strerror(errno)))
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw ImageFileError.notAFile }
    guard status.st_size > 0 else {
      guard ImageFormat.isNamedLikeImage(location) else { return nil }
      throw ImageFileError.empty
    }

    let head = try Self.read(descriptor, count: min(Self.headSize, Int(status.st_size)))
    guard ImageFormat.sniff(head) != nil else {
      guard ImageFormat.isNamedLikeImage(location) else { return nil }
      throw ImageFileError.notAnImage
    }
    self.location = location
    stamp = FileStamp(status)
    if status.st_size <= Self.largestInMemory {
      let bytes = try head + Self.read(descriptor, count: Int(status.st_size) - head.count)
      digest = ContentDigest(SHA256.hash(data: bytes))
      self.bytes = bytes
    } else {
      digest = try Self.digest(descriptor, after: head)
      bytes = nil
    }
  }

  /// Decodes the image.
  func prepare(with preparer: ImagePreparer) throws -> PreparedImage {
    guard let bytes else { return try preparer.prepare(path: location) }
    return try preparer.prepare(bytes)
  }

  /// What the file says about itself. It is decoded, at a small size, so that one that is broken is found out.
  func metadata(_ limits: DecodingLimits) throws -> ImageMetadata {
    // Small enough that decoders shrink while they read.
    let side = 64
    let decoder = ImageDecoder(limits: limits)
    guard let bytes else { return try decoder.decode(path: location, fitting: side).metadata }
    return try decoder.decode(bytes, fitting: side).metadata
  }

  /// Reads up to `count` bytes; a file that has shrunk gives fewer, which its decoder reports as truncated.
  private static func read(_ descriptor: Int32, count: Int) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = Glibc.read(descriptor, buffer.baseAddress.map { $0 + filled }, count - filled)
        if got < 0, errno == EINTR { continue }
        guard got >= 0 else { throw ImageFileError.unreadable(String(cString: strerror(errno))) }
        if got == 0 { break }
        filled += got
      }
    }
  }

  private static func digest(_ descriptor: Int32, after head: [UInt8]) throws -> ContentDigest {
    let pieceSize = 4 << 20
    var hash = SHA256()
    hash.update(data: head)
    while true {
      let piece = try read(descriptor, count: pieceSize)
      if piece.isEmpty { return ContentDigest(hash.finalize()) }
      hash.update(data: piece)
    }
  }
}

extension ContentDigest {
  /// The digest as the catalog keeps it.
  fileprivate init(_ hash: SHA256.Digest) {
    guard let digest = ContentDigest(Array(hash)) else { preconditionFailure("SHA-256 has 32 bytes") }
    self = digest
  }
}
