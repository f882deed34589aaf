/// Why a collection cannot be served.
public enum ServerError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Others can reach the server, and nothing keeps them out.
  case tokenMissing(host: String)
  /// The address is taken, or is none of this machine's.
  case cannotListen(host: String, port: Int, reason: String)
  /// Certificate or key cannot be read, or do not belong together.
  case badCertificate(chain: String, key: String)

  /// The reason and the remedy.
  public var description: String {
    switch self {
    case .tokenMissing(let host):
      "At \(host) other machines can reach the server; write a secret into a file, such as with `openssl rand -hex 32 > "
        + "token`, and give it with --token-file, or leave --host out."
    case .cannotListen(let host, let port, let reason):
      "The server cannot listen at \(host):\(port) (\(reason)); choose another with --port or --host."
    case .badCertificate(let chain, let key):
      "The certificate \(chain) and its key \(key) cannot be used; give two PEM files that belong together."
    }
  }
}

extension ServerOptions {
  /// Refuses what must not be served.
  func check() throws(ServerError) {
    if !isLoopback, token == nil { throw .tokenMissing(host: host) }
  }
}
