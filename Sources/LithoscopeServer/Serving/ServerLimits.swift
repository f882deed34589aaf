import Neural

/// What one request, one client and all of them together may ask of the server.
public struct ServerLimits: Sendable {
  /// The largest body of a request with pictures, in bytes.
  public var uploadBytes = 64 << 20
  /// The largest body of any other request, in bytes.
  public var bodyBytes = 1 << 20
  /// The most pixels of an uploaded picture; those that have to be held whole have a lower limit still.
  public var pixels = 300_000_000
  /// Pictures that one upload into the collection may bring.
  public var filesAnUpload = 256
  /// Seconds that a request may take, its body included.
  public var requestSeconds = 60.0
  /// Seconds that an upload into the collection may take: its pictures are indexed before it is answered.
  public var uploadSeconds = 600.0
  /// Seconds without a byte after which a connection is closed.
  public var idleSeconds = 30.0
  /// Connections at once.
  public var connections = 1024
  /// Requests a second that one client may make on average; 0 for any number, as on loopback where nobody says
  /// otherwise.
  public var requestsASecond = 0.0
  /// Requests that one client may make at once before the rate counts.
  public var burst = 200.0
  /// Searches that may wait.
  public var waitingSearches = 512
  /// Pictures that may wait to be decoded or drawn.
  public var waitingPictures = 256
  /// Pictures that may wait for the network.
  public var waitingQueries = 64
  /// Pictures that go through the network at once, where so many come at the same time: as in indexing, more do not fit
  /// the caches.
  public var picturesABatch = 8
  /// The most results of a search.
  public var mostResults = 1000
  /// Threads for each kind of work.
  public var threads = Processor.coreCount

  /// The defaults.
  public init() {}
}
