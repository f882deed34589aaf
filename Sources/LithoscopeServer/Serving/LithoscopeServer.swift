import Glibc
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Lithoscope
import Logging
import NIOCore
import NIOSSL

/// Serves a collection: an HTTP API, and a page that uses it.
///
/// ```swift
/// let collection = try ImageCollection(folder: "photos")
/// try await LithoscopeServer(collection).run()
/// ```
///
/// Listens on this machine only, unless told otherwise; see ``ServerOptions``. The API is described in `docs/api.md`, and
/// what it does against whom in `docs/threat-model.md`.
public struct LithoscopeServer: Sendable {
  /// How it is served.
  public let options: ServerOptions
  let served: ServedCollection
  let logger: Logger

  /// Opens a collection to be served; nothing listens yet.
  ///
  /// - Throws: ``ServerError`` where the options contradict each other; ``CollectionError`` where there is nothing to
  ///   serve.
  public init(_ collection: ImageCollection, options: ServerOptions = ServerOptions(), logger: Logger? = nil)
    throws
  {
    try options.check()
    self.options = options
    self.logger = logger ?? Self.quietLogger
    served = try ServedCollection(collection, options)
  }

  /// Says only what went wrong.
  private static var quietLogger: Logger {
    var logger = Logger(label: "lithoscope") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .error
    return logger
  }

  /// Serves until the process is asked to end (SIGTERM, SIGINT): then what runs is finished, and nothing new is taken.
  ///
  /// - Parameter whenRunning: called once with the port that is listened at.
  /// - Throws: ``ServerError``; the system's error where the address is taken.
  public func run(whenRunning: @escaping @Sendable (_ port: Int) -> Void = { _ in }) async throws {
    served.warmUp()
    defer { served.close() }
    do {
      try await application(whenRunning: whenRunning).runService()
    } catch let error as IOError {
      let reason = String(cString: strerror(error.errnoCode))
      throw ServerError.cannotListen(host: options.host, port: options.port, reason: reason)
    } catch is SocketAddressError.UnknownHost {
      throw ServerError.cannotListen(
        host: options.host, port: options.port, reason: "the name has no address")
    }
  }

  /// All addresses.
  var routes: [ServerRoute] { PageRoutes.all + served.routes }

  /// The application, for who runs it among other services.
  func application(whenRunning: @escaping @Sendable (_ port: Int) -> Void = { _ in }) throws
    -> some ApplicationProtocol
  {
    let limits = options.limits
    let http = HTTPServerBuilder.http1(
      configuration: .init(
        idleTimeout: .milliseconds(Int64(limits.idleSeconds * 1000)),
        httpDecoderConfiguration: .init(
          maxHeaderFieldSize: Self.mostHeaderBytes, maxHeaderListSize: 2 * Self.mostHeaderBytes,
          maxHeaderFieldCount: Self.mostHeaderFields)))
    let server = try options.certificate.map { try .tls(http, tlsConfiguration: Self.encryption($0)) } ?? http
    return Application(
      router: router(), server: server,
      configuration: ApplicationConfiguration(
        address: .hostname(options.host, port: options.port),
        availableConnectionsDelegate: MaximumAvailableConnections(limits.connections, logger: logger)),
      onServerRunning: { channel in whenRunning(channel.localAddress?.port ?? options.port) },
      logger: logger)
  }

  /// Longer header fields, and more of them, are refused before they are read.
  private static let mostHeaderBytes = 16 << 10
  private static let mostHeaderFields = 100

  private func router() -> Router<ServerContext> {
    let router = Router(context: ServerContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: SecurityHeaders(isEncrypted: options.certificate != nil))
    router.add(middleware: ProblemAnswers(metrics: served.metrics, paths: served.paths))
    if options.limits.requestsASecond > 0 {
      router.add(middleware: ClientRate(rate: options.limits.requestsASecond, burst: options.limits.burst))
    }
    if options.isLoopback { router.add(middleware: HostCheck()) }
    router.add(middleware: OriginCheck(scheme: options.certificate == nil ? "http" : "https"))
    if let token = options.token {
      router.add(middleware: TokenCheck(token: token, sessions: served.sessions))
    }
    let limits = options.limits
    for route in routes {
      let limit = TimeLimit(seconds: route.takesLong ? limits.uploadSeconds : limits.requestSeconds)
      router.on(RouterPath(route.path), method: route.method, use: limit.limiting(route.handler))
    }
    return router
  }

  /// TLS 1.2 and newer, with the certificate given.
  private static func encryption(_ certificate: ServerOptions.Certificate) throws -> TLSConfiguration {
    do {
      let chain = try NIOSSLCertificate.fromPEMFile(certificate.chain).map {
        NIOSSLCertificateSource.certificate($0)
      }
      let key = try NIOSSLPrivateKey(file: certificate.key, format: .pem)
      var configuration = TLSConfiguration.makeServerConfiguration(
        certificateChain: chain, privateKey: .privateKey(key))
      configuration.minimumTLSVersion = .tlsv12
      return configuration
    } catch {
      throw ServerError.badCertificate(chain: certificate.chain, key: certificate.key)
    }
  }
}

extension ServedCollection {
  /// The API's addresses.
  var routes: [ServerRoute] {
    statusRoutes + searchRoutes + imageRoutes + chartRoutes + uploadRoutes + sessionRoutes
  }
}
