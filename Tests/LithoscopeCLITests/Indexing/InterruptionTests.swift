import Foundation
import Testing

/// Ctrl-C.
@Suite("Ctrl-C")
struct InterruptionTests {
  @Test("In the middle of the work, index keeps what is done, says so and exits with 130")
  func middle() throws {
    let place = try Workplace()
    try DrawnRocks.copy(to: place)
    let run = try place.start("index", "rocks", "--descriptor", "lbp", "--threads", "1", "--json")
    // Once vectors are on the disk, the work is under way.
    let vectors = "\(place.path)/rocks/.lithoscope/vectors/lbp.f32"
    while run.isRunning, size(vectors) == 0 { usleep(100) }
    run.send(SIGINT)
    let outcome = try run.wait()
    if outcome.status == 130 {
      #expect(!outcome.wasSignalled)
      #expect(outcome.complaintLines == ["Stopped; what was done is kept. Go on with the same command."])
      let report = try outcome.object()
      #expect(report["stopped"] as? Bool == true)
      let kept = try #require(report.number("added"))
      #expect(kept > 0)
      #expect(try place.run("status", "rocks", "--json").succeeded().object().number("images") == kept)
    } else {
      // The last picture was done before the signal came.
      outcome.succeeded()
    }
    try place.run("index", "rocks").succeeded()
    let status = try place.run("status", "rocks", "--json").succeeded().object()
    #expect(status.number("images") == DrawnRocks.count)
    #expect(status.list("descriptors").first?.number("vectors") == DrawnRocks.count)
  }

  @Test("While it waits for another index, the waiting one ends at once")
  func waiting() throws {
    let place = try Workplace()
    try DrawnRocks.copy(to: place)
    let first = try place.start("index", "rocks", "--descriptor", "lbp")
    let lock = "\(place.path)/rocks/.lithoscope/lock"
    while first.isRunning, size(lock) == 0 { usleep(200) }
    first.send(SIGSTOP)
    let second = try place.start("index", "rocks", "--wait")
    while second.isRunning, second.complaintsSoFar.isEmpty { usleep(1000) }
    second.send(SIGINT)
    let outcome = try second.wait()
    #expect(outcome.status == 130)
    #expect(outcome.complaintLines.last?.hasPrefix("Stopped;") == true)
    first.send(SIGCONT)
    try first.wait().succeeded()
  }

  private func size(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }
}
