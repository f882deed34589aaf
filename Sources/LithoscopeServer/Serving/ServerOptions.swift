import Lithoscope

/// How a collection is served.
public struct ServerOptions: Sendable {
  /// Where the files of a certificate and its key are.
  public struct Certificate: Sendable {
    /// PEM file of the certificate, and of those that lead to its root.
    public let chain: String
    /// PEM file of the private key.
    public let key: String

    /// A certificate.
    public init(chain: String, key: String) {
      self.chain = chain
      self.key = key
    }
  }

  /// The address or name to listen at.
  public var host = "127.0.0.1"
  /// The port; 0 for any that is free.
  public var port = 8080
  /// What clients have to know; must be there beyond loopback.
  public var token: AccessToken?
  /// For TLS; nil serves in clear.
  public var certificate: Certificate?
  /// Whether images may be added.
  public var isWritable = false
  /// More to know about images: see ``ImageFilter/table``.
  public var table: CSVTable?
  /// The version of the program that serves, as `/health` says it.
  public var version = ""
  /// What may be asked of the server.
  public var limits = ServerLimits()

  /// The defaults: one's own machine only, and nothing is written.
  public init() {}

  /// Whether only programs on this machine can reach the server.
  public var isLoopback: Bool { LoopbackName.isLoopback(host) }
}
