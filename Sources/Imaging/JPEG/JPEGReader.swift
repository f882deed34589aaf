import CVips

/// Decodes a JPEG row by row, reduced by whole blocks if wanted. The one owner of its decoder.
final class JPEGReader {
  /// What stopped it.
  enum Failure: Error {
    case corrupt
    case truncated
  }

  private let reader: UnsafeMutablePointer<CJPEGReader>
  private var rowsRead = 0

  /// Columns after the reduction.
  let width: Int

  /// Rows after the reduction.
  let height: Int

  /// 1 grey, 3 sRGB, 4 CMYK where 255 is full ink.
  let channels: Int

  /// Begins decoding bytes that must outlive the reader.
  ///
  /// - Parameter shrink: 1, 2, 4 or 8.
  convenience init(borrowing bytes: UnsafeBufferPointer<UInt8>, shrink: Int) throws(Failure) {
    try self.init(cjpeg_open(bytes.baseAddress, bytes.count, -1, Int32(shrink)))
  }

  /// Begins decoding an open file.
  convenience init(descriptor: Int32, shrink: Int) throws(Failure) {
    try self.init(cjpeg_open(nil, 0, descriptor, Int32(shrink)))
  }

  private init(_ reader: UnsafeMutablePointer<CJPEGReader>?) throws(Failure) {
    guard let reader else { throw .corrupt }
    self.reader = reader
    width = Int(cjpeg_width(reader))
    height = Int(cjpeg_height(reader))
    channels = Int(cjpeg_channels(reader))
  }

  deinit {
    cjpeg_close(reader)
  }

  /// Hands every row to `take`, from top to bottom.
  func forEachRow(_ take: (UnsafeBufferPointer<UInt8>) -> Void) throws(Failure) {
    var row = [UInt8](repeating: 0, count: width * channels)
    var status: Int32 = 0
    row.withUnsafeMutableBufferPointer { buffer in
      for _ in 0..<height where status == 0 {
        status = cjpeg_read_row(reader, buffer.baseAddress)
        guard status == 0 else { break }
        // Files keep CMYK as light let through, the reverse of ink: a convention of Adobe's that all follow.
        if channels == 4 { for i in buffer.indices { buffer[i] = 255 - buffer[i] } }
        take(UnsafeBufferPointer(buffer))
      }
    }
    if cjpeg_was_cut_short(reader) != 0 { throw .truncated }
    if status != 0 { throw .corrupt }
  }
}
