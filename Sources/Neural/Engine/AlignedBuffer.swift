import Glibc

/// Page-aligned memory, in huge pages where the kernel grants them: fewer address look-ups while streaming.
final class AlignedBuffer {
  let address: UnsafeMutableRawPointer
  let byteCount: Int

  /// Reserves memory, all zero.
  ///
  /// - Throws: ``NetworkError/engineFailure(operation:status:)`` when the system has not so much.
  init(byteCount: Int) throws {
    let hugePage = 1 << 21
    // Small buffers stay on ordinary pages: rounding each bias up to 2 MiB would waste more than it gains.
    let unit = byteCount >= hugePage ? hugePage : 4096
    let rounded = (max(byteCount, 1) + unit - 1) / unit * unit
    let mapped = mmap(nil, rounded, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let mapped, mapped != MAP_FAILED else {
      throw NetworkError.engineFailure(
        operation: "reserve \(rounded >> 20) MiB for a layer", status: String(cString: strerror(errno)))
    }
    if unit == hugePage { madvise(mapped, rounded, MADV_HUGEPAGE) }
    address = mapped
    self.byteCount = rounded
  }

  /// Reserves memory for `floatCount` 32-bit floats, all zero.
  convenience init(floatCount: Int) throws {
    try self.init(byteCount: floatCount * MemoryLayout<Float>.stride)
  }

  deinit { munmap(address, byteCount) }

  /// The buffer as floats; valid as long as the buffer lives.
  var floats: UnsafeMutablePointer<Float> { address.assumingMemoryBound(to: Float.self) }
}
