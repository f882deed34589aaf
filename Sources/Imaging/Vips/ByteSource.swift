import CVips

/// What libvips reads from: bytes in memory or an open file. The one owner of its pointer.
final class ByteSource {
  private let source: UnsafeMutablePointer<VipsSource>

  /// Borrows the bytes, which must outlive the source and every image opened from it.
  init(borrowing bytes: UnsafeRawBufferPointer) throws(VipsFailure) {
    guard VipsLibrary.isReady, let base = bytes.baseAddress,
      let source = vips_source_new_from_memory(base, bytes.count)
    else {
      throw VipsFailure()
    }
    self.source = source
  }

  /// Reads an open file, of which libvips keeps a descriptor of its own.
  init(descriptor: Int32) throws(VipsFailure) {
    guard VipsLibrary.isReady, let source = vips_source_new_from_descriptor(descriptor) else {
      VipsLibrary.forgetErrors()
      throw VipsFailure()
    }
    self.source = source
  }

  deinit {
    cvips_release(source)
  }

  /// Reads the header with the decoder named, never with one that libvips would choose.
  func open(_ loader: CVipsLoader) throws(VipsFailure) -> Raster {
    try Raster(taking: cvips_open(loader, source))
  }
}
