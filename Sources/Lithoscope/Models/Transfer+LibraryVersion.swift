import CCurl

extension Transfer {
  /// The version of libcurl beneath, such as `libcurl 7.88.1`.
  static var libraryVersion: String {
    guard let version = curl_version_info(CURLversion(CURLVERSION_LAST.rawValue - 1))?.pointee.version else {
      return "libcurl"
    }
    return "libcurl \(String(cString: version))"
  }
}
