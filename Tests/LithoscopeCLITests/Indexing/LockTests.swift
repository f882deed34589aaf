import Foundation
import Testing

/// One process indexes a collection at a time.
@Suite("Two index at once")
struct LockTests {
  @Test("The second says who is at it, or waits for its turn")
  func two() throws {
    let place = try Workplace()
    try DrawnRocks.copy(to: place)
    let first = try place.start("index", "rocks", "--descriptor", "lbp", "--json")
    // Stopped once it has the lock, it holds it for as long as this test wants.
    let lock = "\(place.path)/rocks/.lithoscope/lock"
    while first.isRunning, FileManager.default.contents(atPath: lock)?.isEmpty ?? true { usleep(200) }
    first.send(SIGSTOP)
    try #require(first.isRunning)

    try place.run("index", "rocks", "--json").refused("process \(first.identifier)", "--wait")
    // Readers need no lock; at this moment the catalog may not have its tables yet.
    let status = try place.run("status", "rocks", "--json")
    #expect(status.status == 0 || status.complaints.contains("lithoscope index"))

    let waiting = try place.start("index", "rocks", "--wait", "--json")
    while waiting.isRunning, waiting.complaintsSoFar.isEmpty { usleep(1000) }
    #expect(waiting.complaintsSoFar.contains("process \(first.identifier)"))
    #expect(waiting.isRunning)

    first.send(SIGCONT)
    #expect(try first.wait().succeeded().object().number("added") == DrawnRocks.count)
    let second = try waiting.wait().succeeded().object()
    #expect(second.number("unchanged") == DrawnRocks.count)
    #expect(second.number("added") == 0)
  }

  @Test("A lock whose holder was killed holds nobody up")
  func killedHolder() throws {
    let place = try Workplace()
    try DrawnRocks.copy(to: place)
    let first = try place.start("index", "rocks", "--descriptor", "lbp")
    let lock = "\(place.path)/rocks/.lithoscope/lock"
    while first.isRunning, FileManager.default.contents(atPath: lock)?.isEmpty ?? true { usleep(200) }
    first.send(SIGKILL)
    _ = try first.wait()
    try place.run("index", "rocks", "--descriptor", "lbp").succeeded()
  }
}
