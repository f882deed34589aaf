import Foundation
import Testing

/// `lithoscope serve` as a process: it starts, answers, and ends when it is asked to.
@Suite("serve")
struct ServeTests {
  /// Starts a server and waits for its address.
  private func serve(_ place: Workplace, _ options: String...) throws -> (LithoscopeProcess, address: String)
  {
    let process = try place.start(["serve", "--in", "rocks", "--port", "0"] + options)
    while process.isRunning, !process.outputSoFar.hasSuffix("\n") { usleep(1000) }
    let address = process.outputSoFar.split(separator: " ").last.map { $0.filter { $0 != "\n" } } ?? ""
    return (process, address)
  }

  private func answer(_ place: Workplace, _ address: String, _ options: String = "") throws -> Outcome {
    try place.shell("curl --silent --show-error --max-time 60 \(options) \(address)")
  }

  @Test("Answers until SIGTERM or Ctrl-C, and then ends without a complaint", arguments: [SIGTERM, SIGINT])
  func signals(signal: Int32) throws {
    let place = try Workplace()
    try DrawnRocks.copy(to: place)
    try place.run("index", "rocks", "--descriptor", "lbp").succeeded()
    let (server, address) = try serve(place)
    #expect(address.hasPrefix("http://127.0.0.1:"))
    let health = try answer(place, "\(address)/health").object()
    #expect(health.text("status") == "ok")
    #expect(health.number("images") == DrawnRocks.count)
    server.send(signal)
    let outcome = try server.wait()
    #expect(outcome.status == 0 && !outcome.wasSignalled)
    #expect(outcome.complaintLines.isEmpty)
  }

  @Test("Killed while it indexes what was uploaded, it starts again and goes on")
  func killed() throws {
    let place = try Workplace()
    try DrawnRocks.copy(to: place)
    try place.run("index", "rocks", "--descriptor", "lbp").succeeded()
    try DrawnRocks.copy(to: place, as: "more")
    let pictures = place.files(below: "more").map { "--form image=@more/\($0)" }.joined(separator: " ")
    let (server, address) = try serve(place, "--writable")
    let upload = try LithoscopeProcess(
      script: "curl --silent --max-time 60 \(pictures) \(address)/api/images", in: place, environment: [:])
    while server.isRunning, !place.exists("rocks/uploads") { usleep(1000) }
    server.send(SIGKILL)
    _ = try server.wait()
    _ = try upload.wait()

    let (again, other) = try serve(place, "--writable")
    #expect(try answer(place, "\(other)/health").object().text("status") == "ok")
    try place.run("index", "rocks", "--wait").succeeded()
    again.send(SIGTERM)
    #expect(try again.wait().status == 0)
  }

  @Test("What cannot be served is refused in a sentence")
  func refused() throws {
    let place = try Workplace()
    try DrawnRocks.copy(to: place)
    try place.run("serve", "--in", "rocks").refused("index")
    try place.run("index", "rocks", "--descriptor", "lbp").succeeded()
    try place.run("serve", "--in", "rocks", "--host", "0.0.0.0").refused("--token-file")
    try place.run("serve", "--in", "rocks", "--token-file", "nowhere").refused("nowhere")
    try place.write(Array("short".utf8), to: "token")
    try place.run("serve", "--in", "rocks", "--token-file", "token").refused("16")
    try place.run("serve", "--in", "rocks", "--tls-cert", "a.pem", "--tls-key", "b.pem").refused("a.pem")
    let (server, address) = try serve(place)
    let port = address.split(separator: ":").last.map(String.init) ?? ""
    try place.run("serve", "--in", "rocks", "--port", port).refused("--port")
    server.send(SIGTERM)
    #expect(try server.wait().status == 0)
  }
}
