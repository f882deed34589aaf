import Foundation
import Testing

/// A server of drawn rocks, in a process of its own; it is killed with this object where it was not stopped.
final class ServedRocks {
  let process: LithoscopeProcess
  /// Such as `http://127.0.0.1:40001`.
  let address: String
  private let place: Workplace

  /// Draws rocks, and indexes and serves them.
  convenience init(_ options: String...) throws {
    let place = try Workplace()
    try Self.indexRocks(in: place)
    try self.init(in: place, options)
  }

  /// Serves rocks that are indexed, and waits until the server listens.
  init(in place: Workplace, _ options: [String] = []) throws {
    self.place = place
    process = try place.start(["serve", "--in", "rocks", "--port", "0"] + options)
    while process.isRunning, !process.outputSoFar.hasSuffix("\n") { usleep(1000) }
    address = process.outputSoFar.split(separator: " ").last.map { $0.filter { $0 != "\n" } } ?? ""
  }

  deinit { process.send(SIGKILL) }

  static func indexRocks(in place: Workplace) throws {
    try DrawnRocks.copy(to: place)
    try place.run("index", "rocks", "--descriptor", "lbp").succeeded()
  }

  /// The port that it listens at.
  var port: Int { address.split(separator: ":").last.flatMap { Int($0) } ?? 0 }

  /// What `curl` says of an address.
  func ask(_ path: String, _ options: String = "") throws -> Outcome {
    try place.shell("curl --silent --show-error --max-time 60 \(options) '\(address)\(path)'")
  }

  /// Whether it still answers a search.
  func stillSearches() throws -> Bool {
    let query = "-H 'Content-Type: application/json' -d '{\"images\":[{\"id\":1}]}'"
    return try ask("/api/search?k=3", query).object().list("results").count == 3
  }

  /// Asks it to end and waits.
  func stop(_ signal: Int32 = SIGTERM) throws -> Outcome {
    process.send(signal)
    return try process.wait()
  }
}
