import Foundation
import Testing

/// `lithoscope serve` as a process: it starts, answers, and ends when it is asked to.
@Suite("serve")
struct ServeTests {
  @Test("Answers until SIGTERM or Ctrl-C, and then ends without a complaint", arguments: [SIGTERM, SIGINT])
  func signals(signal: Int32) throws {
    let server = try ServedRocks()
    #expect(server.address.hasPrefix("http://127.0.0.1:"))
    let health = try server.ask("/health").object()
    #expect(health.text("status") == "ok")
    #expect(health.number("images") == DrawnRocks.count)
    let outcome = try server.stop(signal)
    #expect(outcome.status == 0 && !outcome.wasSignalled)
    #expect(outcome.complaintLines.isEmpty)
  }

  @Test("Killed while it indexes what was uploaded, it starts again and goes on")
  func killed() throws {
    let place = try Workplace()
    try ServedRocks.indexRocks(in: place)
    try DrawnRocks.copy(to: place, as: "more")
    let pictures = place.files(below: "more").filter { $0.hasSuffix(".png") }
    let fields = pictures.map { "--form image=@more/\($0)" }.joined(separator: " ")
    let server = try ServedRocks(in: place, ["--writable"])
    let upload = try LithoscopeProcess(
      script: "curl --silent --max-time 60 \(fields) \(server.address)/api/images", in: place,
      environment: [:])
    while server.process.isRunning, !place.exists("rocks/uploads") { usleep(1000) }
    _ = try server.stop(SIGKILL)
    _ = try upload.wait()

    let again = try ServedRocks(in: place, ["--writable"])
    #expect(try again.ask("/health").object().text("status") == "ok")
    #expect(try again.stillSearches())
    try place.run("index", "rocks", "--wait").succeeded()
    #expect(try again.stop().status == 0)
  }

  @Test("Speaks TLS with a certificate, and asks beyond this machine for the token")
  func encrypted() throws {
    let place = try Workplace()
    try ServedRocks.indexRocks(in: place)
    try place.shell(
      "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1 "
        + "-keyout key.pem -out cert.pem && openssl rand -hex 32 > token"
    ).succeeded()
    let options = ["--host", "0.0.0.0", "--token-file", "token"]
    let server = try ServedRocks(in: place, options + ["--tls-cert", "cert.pem", "--tls-key", "key.pem"])
    let address = "https://127.0.0.1:\(server.port)/api/collection"
    func status(_ options: String) throws -> String {
      try place.shell(
        "curl --silent --output answer --write-out '%{http_code}' --cacert cert.pem \(options) \(address)"
      ).text
    }
    #expect(try status("") == "401")
    #expect(try status("-H \"Authorization: Bearer $(tr 0-9 a-j < token)\"") == "401")
    #expect(try status("-H \"Authorization: Bearer $(cat token)\"") == "200")
    #expect(try status("--tls-max 1.1 -H \"Authorization: Bearer $(cat token)\"") == "000")
    let outcome = try server.stop()
    #expect(outcome.status == 0 && outcome.complaints.isEmpty, "\(outcome.complaints)")

    let clear = try ServedRocks(in: place, options)
    let warned = try clear.stop()
    #expect(warned.complaintLines.count == 1 && warned.complaints.contains("--tls-cert"))
  }

  @Test("What cannot be served is refused in a sentence")
  func refused() throws {
    let place = try Workplace()
    try DrawnRocks.copy(to: place)
    try place.run("serve", "--in", "rocks").refused("index")
    try ServedRocks.indexRocks(in: place)
    try place.run("serve", "--in", "rocks", "--host", "0.0.0.0").refused("--token-file")
    try place.run("serve", "--in", "rocks", "--token-file", "nowhere").refused("nowhere")
    try place.write(Array("short".utf8), to: "token")
    try place.write(Array(String(repeating: "long enough ", count: 3).utf8), to: "secret")
    try place.run("serve", "--in", "rocks", "--token-file", "token").refused("16")
    try place.run("serve", "--in", "rocks", "--tls-cert", "a.pem", "--tls-key", "b.pem").refused("a.pem")
    let server = try ServedRocks(in: place)
    try place.run("serve", "--in", "rocks", "--port", "\(server.port)").refused(
      "Address already in use", "--port")
    // The first line warns that there is no TLS.
    let nameless = try place.run("serve", "--in", "rocks", "--host", "name.invalid", "--token-file", "secret")
    #expect(nameless.status == 1 && nameless.complaintLines.count == 2)
    #expect(nameless.complaints.contains("name.invalid:8080 (the name has no address)"))
    #expect(try server.stop().status == 0)
  }
}
