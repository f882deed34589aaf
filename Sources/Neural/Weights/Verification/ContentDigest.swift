import Crypto
import Glibc

/// Digests in hexadecimal of layers, slices and files.
package enum ContentDigest {
  /// How much of a file is read at a time.
  private static let fileChunkBytes = 1 << 20

  static func sha256(of layers: [WeightSpecification.Layer], in weights: Weights) throws -> String {
    var hash = SHA256()
    for layer in layers {
      for (name, _) in layer.tensors {
        try weights.tensor(named: name).withUnsafeBytes { hash.update(bufferPointer: $0) }
      }
    }
    return hexadecimal(hash.finalize())
  }

  static func gitBlobSHA1(of range: Range<Int>, in stream: WeightStream) -> String {
    var hash = Insecure.SHA1()
    hash.update(data: Array("blob \(range.count)\0".utf8))
    stream.forEachPiece(of: range) { hash.update(bufferPointer: $0) }
    return hexadecimal(hash.finalize())
  }

  /// The SHA-256 of a string's UTF-8.
  package static func sha256(of text: String) -> String {
    hexadecimal(SHA256.hash(data: Array(text.utf8)))
  }

  /// The SHA-256 of a text, and of tensors one after the other: each one's name, shape and numbers.
  package static func sha256(of tensors: [WeightTensor], after text: String) -> String {
    var hash = SHA256()
    hash.update(data: Array("\(text)\n".utf8))
    for tensor in tensors {
      hash.update(data: Array("\(tensor.name) \(tensor.shape)\n".utf8))
      tensor.withUnsafeBytes { hash.update(bufferPointer: $0) }
    }
    return hexadecimal(hash.finalize())
  }

  /// The SHA-256 of a whole file.
  ///
  /// - Throws: ``WeightsError/unreadable(path:reason:)``.
  package static func sha256(ofFile path: String) throws -> String {
    try digest(SHA256(), ofFile: path)
  }

  /// The MD5 of a whole file, which is how Keras names its files. It guards against a bad transfer,
  /// not against an attacker; the tensors' own digests do that.
  ///
  /// - Throws: ``WeightsError/unreadable(path:reason:)``.
  package static func md5(ofFile path: String) throws -> String {
    try digest(Insecure.MD5(), ofFile: path)
  }

  private static func digest<Hash: HashFunction>(_ empty: Hash, ofFile path: String) throws -> String {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw WeightsError.unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    var hash = empty
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: fileChunkBytes, alignment: 64)
    defer { buffer.deallocate() }
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count == 0 { return hexadecimal(hash.finalize()) }
      if count < 0 {
        if errno == EINTR { continue }
        throw WeightsError.unreadable(path: path, reason: String(cString: strerror(errno)))
      }
      hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }

  private static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
