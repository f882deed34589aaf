import CCurl
import Glibc

/// One download by libcurl into a file, going on where the file ends.
final class Transfer {
  /// An offline machine goes on to the next source after this many seconds.
  private static let connectSeconds = 8
  /// A transfer under so many bytes a second for so many seconds is given up.
  private static let slowBytesPerSecond = 1024
  private static let slowSeconds = 30
  private static let redirectLimit = 5

  private static let isInitialised = ccurl_global_init() == CURLE_OK

  /// The bytes of the file that are there, those of earlier attempts included.
  private(set) var received: Int64
  private let url: String
  private let path: String
  private let byteLimit: Int64
  private let descriptor: Int32
  private let handle: UnsafeMutableRawPointer
  /// Where in the file the answer's first byte belongs.
  private var start: Int64 = 0
  private var hasBegun = false
  private var failure: DownloadError?
  private var progress: ((Int64, Int64?) -> Void)?

  /// - Throws: ``DownloadError/insecure(url:)`` or ``DownloadError/unwritable(path:reason:)``.
  init(url: String, path: String, byteLimit: Int64) throws {
    guard Self.isInitialised, let handle = curl_easy_init() else {
      throw DownloadError.transfer(url: url, reason: "libcurl cannot be started")
    }
    guard let address = WebAddress(url), address.isHTTPS || address.isLoopback else {
      curl_easy_cleanup(handle)
      throw DownloadError.insecure(url: url)
    }
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    let end = descriptor >= 0 ? lseek(descriptor, 0, SEEK_END) : -1
    guard end >= 0 else {
      let reason = String(cString: strerror(errno))
      if descriptor >= 0 { close(descriptor) }
      curl_easy_cleanup(handle)
      throw DownloadError.unwritable(path: path, reason: reason)
    }
    self.handle = handle
    self.url = url
    self.path = path
    self.byteLimit = byteLimit
    self.received = Int64(end)
    configure(allowsPlainHTTP: !address.isHTTPS)
  }

  deinit {
    curl_easy_cleanup(handle)
    close(descriptor)
    // Where nothing has arrived there is nothing to go on from.
    if received == 0 { unlink(path) }
  }

  /// Downloads to the end.
  ///
  /// - Throws: ``DownloadError``; what has arrived stays in the file.
  func run(_ progress: (Int64, Int64?) -> Void) throws {
    if received > byteLimit { startOver() }
    if received > 0 { ccurl_set_string(handle, CURLOPT_RANGE, "\(received)-") }
    let code = withoutActuallyEscaping(progress) { progress in
      self.progress = progress
      defer { self.progress = nil }
      return curl_easy_perform(handle)
    }
    if let failure { throw failure }
    if status == 416, received > 0 { return }  // nothing follows: the file was whole, which its digest shows
    if status >= 400 { throw DownloadError.status(url: url, code: status) }
    guard code == CURLE_OK else {
      throw DownloadError.transfer(
        url: url, reason: String(cString: curl_easy_strerror(code)).lowercasedFirst)
    }
  }

  private func configure(allowsPlainHTTP: Bool) {
    let context = Unmanaged.passUnretained(self).toOpaque()
    ccurl_set_string(handle, CURLOPT_URL, url)
    ccurl_set_string(handle, CURLOPT_USERAGENT, "lithoscope")
    ccurl_allow_protocols(handle, allowsPlainHTTP ? 1 : 0, allowsPlainHTTP ? 0 : 1)
    ccurl_set_long(handle, CURLOPT_MAXREDIRS, Self.redirectLimit)
    ccurl_set_long(handle, CURLOPT_FAILONERROR, 1)
    ccurl_set_long(handle, CURLOPT_NOSIGNAL, 1)
    ccurl_set_long(handle, CURLOPT_CONNECTTIMEOUT, Self.connectSeconds)
    ccurl_set_long(handle, CURLOPT_LOW_SPEED_LIMIT, Self.slowBytesPerSecond)
    ccurl_set_long(handle, CURLOPT_LOW_SPEED_TIME, Self.slowSeconds)
    ccurl_set_pointer(handle, CURLOPT_WRITEDATA, context)
    ccurl_set_write_function(handle) { bytes, size, count, context in
      guard let bytes, let context else { return 0 }
      let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
      let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
      return transfer.receive(piece) ? piece.count : 0
    }
    ccurl_set_long(handle, CURLOPT_NOPROGRESS, 0)
    ccurl_set_pointer(handle, CURLOPT_XFERINFODATA, context)
    ccurl_set_progress_function(handle) { context, _, _, _, _ in
      if let context { Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().report() }
      return 0
    }
  }

  /// Writes what has arrived; false ends the transfer with ``failure``.
  private func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
    if !hasBegun {
      hasBegun = true
      // 206 is the rest that was asked for; any other success is the whole file.
      if status != 206, received > 0 { startOver() }
      start = received
      if let total, total > byteLimit { return fail(.tooLarge(url: url, limit: byteLimit)) }
    }
    guard received + Int64(bytes.count) <= byteLimit else {
      return fail(.tooLarge(url: url, limit: byteLimit))
    }
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if written < 0 {
        if errno == EINTR { continue }
        let reason = String(cString: strerror(errno))
        // On a full disk the room is worth more to the next source than what has arrived.
        startOver()
        return fail(.unwritable(path: path, reason: reason))
      }
      rest = rest.dropFirst(written)
      received += Int64(written)
    }
    return true
  }

  private func report() {
    if hasBegun { progress?(received, total) }
  }

  private func fail(_ error: DownloadError) -> Bool {
    failure = error
    return false
  }

  private func startOver() {
    ftruncate(descriptor, 0)
    lseek(descriptor, 0, SEEK_SET)
    received = 0
  }

  private var status: Int {
    var code = 0
    ccurl_get_long(handle, CURLINFO_RESPONSE_CODE, &code)
    return code
  }

  /// The whole file's size, when the server has said it.
  private var total: Int64? {
    var announced: curl_off_t = -1
    ccurl_get_offset(handle, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &announced)
    return announced < 0 ? nil : start + Int64(announced)
  }
}

extension String {
  /// libcurl's sentences begin with a capital; inside ours they do not.
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
