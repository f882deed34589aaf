import CVips

/// Computes an image a strip at a time in the calling thread, from top to bottom.
///
/// No worker threads and no frame-sized buffers: memory is bounded by the strip, however tall the image.
final class RowReader {
  /// Enough to make the overhead of a strip vanish, few enough to keep the strip in the processor's cache.
  private static let stripHeight = 16

  private let region: UnsafeMutablePointer<VipsRegion>
  private let width: Int
  private let height: Int
  private let rowBytes: Int

  init(_ image: UnsafeMutablePointer<VipsImage>) throws(VipsFailure) {
    guard let region = vips_region_new(image) else {
      VipsLibrary.forgetErrors()
      throw VipsFailure()
    }
    self.region = region
    width = Int(image.pointee.Xsize)
    height = Int(image.pointee.Ysize)
    rowBytes = width * Int(image.pointee.Bands) * Int(vips_format_sizeof(image.pointee.BandFmt))
  }

  deinit {
    cvips_release(region)
  }

  /// Hands the rows, packed, one after the other to `take`; `Sample` must have the size of the image's own.
  func forEachRow<Sample: FixedWidthInteger>(
    of _: Sample.Type, _ take: (UnsafePointer<Sample>) -> Void
  ) throws(VipsFailure) {
    let rowSamples = rowBytes / MemoryLayout<Sample>.stride
    var strip = [Sample](repeating: 0, count: rowSamples * min(Self.stripHeight, height))
    var top = 0
    var status: Int32 = 0
    while top < height && status == 0 {
      let rows = min(Self.stripHeight, height - top)
      strip.withUnsafeMutableBufferPointer { buffer in
        status = cvips_read_rows(region, Int32(top), Int32(rows), buffer.baseAddress)
        guard status == 0, let start = buffer.baseAddress else { return }
        for row in 0..<rows { take(UnsafePointer(start + row * rowSamples)) }
      }
      top += rows
    }
    if status != 0 {
      VipsLibrary.forgetErrors()
      throw VipsFailure()
    }
  }

  /// All rows as packed bytes.
  func allRows() throws(VipsFailure) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(rowBytes * height)
    try forEachRow(of: UInt8.self) { row in
      out.append(contentsOf: UnsafeBufferPointer(start: row, count: rowBytes))
    }
    return out
  }
}
