import CVips

/// A file's bytes as the decoders see them: all in memory, or an open file with its beginning in memory.
struct EncodedImage {
  /// Files above this stay on disk and are read as they are decoded.
  static let largestInMemory = 64 << 20

  /// Of a file on disk, enough to hold every marker before a photograph's first scan.
  private static let headOfLargeFile = 4 << 20

  /// All bytes, or the first ones of a large file.
  let head: ArraySlice<UInt8>

  /// Bytes in total.
  let length: Int

  /// Set when the rest is on disk.
  let file: ImageFile?

  /// The bytes of a whole file.
  init(_ bytes: [UInt8]) {
    self.init(head: bytes[...], length: bytes.count, file: nil)
  }

  /// A file; it is read into memory unless it is large.
  init(path: String, limits: DecodingLimits) throws(ImageDecodingError) {
    let file = try ImageFile(path: path)
    try limits.check(fileBytes: file.length)
    if file.length <= Self.largestInMemory {
      self.init(try file.read(first: file.length))
    } else {
      let head = try file.read(first: Self.headOfLargeFile)
      self.init(head: head[...], length: file.length, file: file)
    }
  }

  private init(head: ArraySlice<UInt8>, length: Int, file: ImageFile?) {
    self.head = head
    self.length = length
    self.file = file
  }

  /// All bytes, read now if they are not in memory.
  func wholeBytes() throws(ImageDecodingError) -> ArraySlice<UInt8> {
    guard let file else { return head }
    return try file.read(first: file.length)[...]
  }

  /// The last few bytes, none when the disk will not give them.
  var tail: ArraySlice<UInt8> {
    let wanted = 64
    guard let file else { return head.suffix(wanted) }
    return (try? file.read(last: wanted))?[...] ?? []
  }

  /// Lends the bytes to libvips for the length of a call.
  func withSource<Result>(
    _ body: (ByteSource) throws(ImageDecodingError) -> Result
  ) throws(ImageDecodingError) -> Result {
    guard VipsLibrary.isReady else { throw .libraryMissing }
    defer { VipsLibrary.releaseThreadMemory() }
    if let file {
      guard let source = try? ByteSource(descriptor: file.descriptor) else {
        throw .unreadable(reason: "no descriptor left")
      }
      return try body(source)
    }
    var outcome: Swift.Result<Result, ImageDecodingError> = .failure(.empty)
    head.withUnsafeBytes { raw in
      do throws(ImageDecodingError) {
        guard let source = try? ByteSource(borrowing: raw) else { throw .empty }
        outcome = .success(try body(source))
      } catch {
        outcome = .failure(error)
      }
    }
    return try outcome.get()
  }
}
