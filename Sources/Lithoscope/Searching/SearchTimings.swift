/// Where the time of a search went, in seconds.
public struct SearchTimings: Sendable {
  /// Opening the model and preparing the network; 0 when the query's vector was known.
  public var model = 0.0
  /// Reading and decoding the query.
  public var decode = 0.0
  /// Running the network.
  public var network = 0.0
  /// Comparing with every image.
  public var search = 0.0

  /// All stages together.
  public var total: Double { model + decode + network + search }
}
