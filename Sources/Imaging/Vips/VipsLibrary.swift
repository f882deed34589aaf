import CVips

/// libvips, started once for the process.
///
/// Its operation cache is off, because no image makes the trip twice and a cache would only grow, and each
/// pipeline runs in the thread that asks for it, because callers decode in parallel themselves.
enum VipsLibrary {
  /// True once libvips is ready. Every entry into libvips looks here first; Swift runs the initialiser once,
  /// whatever the number of threads that arrive together.
  static let isReady: Bool = cvips_start() == 0

  /// The version of libvips in this process, such as `8.14.1`.
  static var version: String {
    (0..<3).map { String(vips_version(Int32($0))) }.joined(separator: ".")
  }

  /// Drops what libvips has written about a failure. Its error text is one buffer for the whole process, in
  /// which the sentences of parallel threads mix, so Imaging never shows it: it finds causes itself.
  static func forgetErrors() {
    vips_error_clear()
  }

  /// Gives back the scratch buffers that libvips keeps for the calling thread. Done after each image, so
  /// that threads which come and go leave nothing behind.
  static func releaseThreadMemory() {
    vips_thread_shutdown()
  }
}

/// The name and version of the imaging library beneath, for reports about an installation.
public enum ImagingLibrary {
  /// Such as `libvips 8.14.1`, or a sentence when it does not start.
  public static var description: String {
    VipsLibrary.isReady ? "libvips \(VipsLibrary.version)" : "libvips does not start; reinstall it."
  }
}
