import CCurl

/// The parts of an address that decide whether it may be used, as libcurl itself reads them.
struct WebAddress {
  let scheme: String
  let host: String

  init?(_ text: String) {
    guard let url = curl_url() else { return nil }
    defer { curl_url_cleanup(url) }
    guard curl_url_set(url, CURLUPART_URL, text, 0) == CURLUE_OK,
      let scheme = Self.part(CURLUPART_SCHEME, of: url), let host = Self.part(CURLUPART_HOST, of: url)
    else { return nil }
    self.scheme = scheme.lowercased()
    self.host = host.lowercased()
  }

  var isHTTPS: Bool { scheme == "https" }

  /// Plain HTTP to this very machine: nobody is in between.
  var isLoopback: Bool { scheme == "http" && ["127.0.0.1", "localhost", "[::1]"].contains(host) }

  private static func part(_ part: CURLUPart, of url: OpaquePointer) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(url, part, &text, 0) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(validatingCString: text)
  }
}
