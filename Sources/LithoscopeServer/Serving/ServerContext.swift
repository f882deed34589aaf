import Hummingbird
import Logging
import NIOCore

/// What is known of a request besides what it says.
struct ServerContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The connection that it came over.
  let channel: any Channel

  init(source: Source) {
    coreContext = .init(source: source)
    channel = source.channel
  }

  /// Who asks, as far as the connection tells: the address without the port.
  var client: String { channel.remoteAddress?.ipAddress ?? "" }
}
