import Crypto

/// The page's files, which are part of the program.
enum PageFiles {
  /// One file.
  struct File: Sendable {
    let bytes: [UInt8]
    let mediaType: String
    /// The first half of the SHA-256 of its bytes.
    let tag: String

    init(_ bytes: [UInt8], _ mediaType: String) {
      self.bytes = bytes
      self.mediaType = mediaType
      let digits = SHA256.hash(data: bytes).prefix(16).map {
        String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)
      }
      tag = "\"\(digits.joined())\""
    }
  }

  /// The file that the address `/` shows.
  static let index = "index.html"

  /// All files by their names; each stands in the folder `Page` and here.
  static let all: [String: File] = [
    index: File(PackageResources.index_html, html)
  ]

  private static let html = "text/html; charset=utf-8"
  private static let style = "text/css; charset=utf-8"
  private static let script = "text/javascript; charset=utf-8"
  private static let drawing = "image/svg+xml"
}
