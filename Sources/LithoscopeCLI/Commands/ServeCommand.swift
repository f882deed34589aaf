import ArgumentParser
import Dispatch
import Lithoscope
import LithoscopeServer
import Synchronization

/// `lithoscope serve --in FOLDER`
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Show a collection as a page, and answer searches over HTTP.",
    discussion: """
      Open the address that is printed in a browser: drop a picture there and see what is most like it. Everything stays \
      on this machine, and nothing is fetched from elsewhere.

        lithoscope serve --in photos
        lithoscope serve --in photos --writable --port 9000

      Beyond this machine, a token is asked for:

        openssl rand -hex 32 > token
        lithoscope serve --in photos --host 0.0.0.0 --token-file token --tls-cert cert.pem --tls-key key.pem

      Ctrl-C ends it once the requests that run are answered.
      """)

  @OptionGroup var location: CollectionLocation

  @Option(help: "The port to listen at; 0 for any that is free.")
  var port = 8080

  @Option(help: "The address to listen at.")
  var host = "127.0.0.1"

  @Option(
    help: ArgumentHelp(
      "A file whose first line is the token that clients have to send. Needed beyond this machine.",
      valueName: "file"), completion: .file())
  var tokenFile: String?

  @Option(
    help: ArgumentHelp("A certificate for TLS, in PEM.", valueName: "file"),
    completion: .file(extensions: ["pem", "crt"]))
  var tlsCert: String?

  @Option(help: ArgumentHelp("The certificate's key, in PEM.", valueName: "file"), completion: .file())
  var tlsKey: String?

  @Flag(help: "Let images be added from the page.")
  var writable = false

  @Option(
    help: ArgumentHelp(
      "Take more keys for filters from a CSV file whose column “path” holds the images' paths within the folder.",
      valueName: "file.csv"), completion: .file(extensions: ["csv"]))
  var table: String?

  @Option(
    help: ArgumentHelp(
      "Requests a second that one client may make on average; 0 for any number. Default: 0 on this machine, else 50.",
      valueName: "n"))
  var rate: Double?

  @Option(
    help: ArgumentHelp(
      "Pictures to search with that go through the network together at most, where several come at once.",
      valueName: "n"))
  var batch = ServerLimits().picturesABatch

  /// What one client may ask for where others can reach the server: a page full of thumbnails comes at once, from the
  /// bucket, and then this many a second.
  private static let usualRate = 50.0

  func validate() throws {
    guard (0...65535).contains(port) else { throw ValidationError("--port must be from 0 to 65535.") }
    guard (tlsCert == nil) == (tlsKey == nil) else {
      throw ValidationError("--tls-cert and --tls-key belong together; give both.")
    }
    guard (1...64).contains(batch) else { throw ValidationError("--batch must be from 1 to 64.") }
    if let rate, rate < 0 || !rate.isFinite { throw ValidationError("--rate must be 0 or more.") }
  }

  func run() throws {
    let server = try LithoscopeServer(location.open(), options: options())
    if !server.options.isLoopback, server.options.certificate == nil {
      Terminal.complain(
        "Without TLS, whoever is on the network can read the token and the pictures; give --tls-cert and --tls-key, or "
          + "put a proxy with TLS before the server.")
    }
    let outcome = Mutex<Result<Void, any Error>>(.success(()))
    let end = DispatchSemaphore(value: 0)
    let address = address
    Task.detached {
      do {
        try await server.run { port in Terminal.print("Serving at \(address(port))") }
      } catch {
        outcome.withLock { $0 = .failure(error) }
      }
      end.signal()
    }
    end.wait()
    try outcome.withLock { try $0.get() }
  }

  private func options() throws -> ServerOptions {
    var options = ServerOptions()
    options.version = Version.current
    options.host = host
    options.port = port
    options.token = try tokenFile.map { try AccessToken(file: $0) }
    if let tlsCert, let tlsKey { options.certificate = .init(chain: tlsCert, key: tlsKey) }
    options.isWritable = writable
    options.table = try table.map { try CSVTable(path: $0) }
    options.limits.picturesABatch = batch
    options.limits.requestsASecond = rate ?? (options.isLoopback ? 0 : Self.usualRate)
    return options
  }

  /// The address to open, for a port.
  private var address: @Sendable (Int) -> String {
    let scheme = tlsCert == nil ? "http" : "https"
    let name = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
    return { port in "\(scheme)://\(name):\(port)" }
  }
}
