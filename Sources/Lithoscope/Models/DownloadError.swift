/// Why a file could not be downloaded.
public enum DownloadError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Only https is used, and http on this very machine.
  case insecure(url: String)
  /// The server answered with an error.
  case status(url: String, code: Int)
  /// The connection failed or broke off; the reason is libcurl's.
  case transfer(url: String, reason: String)
  /// The file is larger than it can be.
  case tooLarge(url: String, limit: Int64)
  /// The whole file arrived but is not the published one.
  case mismatch(url: String, want: String, got: String)
  /// The disk would not take it.
  case unwritable(path: String, reason: String)

  /// One sentence with the remedy.
  public var description: String {
    switch self {
    case .insecure(let url):
      return "\(url) is not an https address; give one that begins with https://."
    case .status(let url, let code):
      return "\(url) was answered with HTTP status \(code); check the address."
    case .transfer(let url, let reason):
      return """
        \(url) could not be downloaded: \(reason); check the network and run the command again, which \
        goes on where this one stopped.
        """
    case .tooLarge(let url, let limit):
      return "\(url) is larger than \(limit) bytes, so it is not the published file; check the address."
    case .mismatch(let url, let want, let got):
      return "\(url) is not the published file: want MD5 \(want), got \(got); run the command again."
    case .unwritable(let path, let reason):
      return "\(path) cannot be written: \(reason); make room or set LITHOSCOPE_MODELS to another directory."
    }
  }
}
