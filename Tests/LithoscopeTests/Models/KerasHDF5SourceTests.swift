import Foundation
import Synchronization
import Testing

@testable import Lithoscope
@testable import Neural

/// The whole way from a file on a server to verified weights, on this machine.
@Suite struct KerasHDF5SourceTests {
  let directory: TemporaryDirectory
  let sample: SampleModel
  let store: ModelStore

  init() throws {
    directory = try TemporaryDirectory()
    sample = try SampleModel(directory: directory)
    store = sample.store(in: directory)
  }

  @Test func aPullInstallsVerifiedWeights() throws {
    let server = try LoopbackServer(file: sample.file)
    var stages: [PullProgress] = []
    let report = try pull(from: server) { stages.append($0) }
    #expect(report.source == "\(server.url)/sample.h5" && !report.wasInstalled && report.failures.isEmpty)
    #expect(try store.open("sample-full").equals(sample.weights))
    #expect(stages.first == .trying(source: report.source))
    #expect(stages.contains(.downloading(bytes: Int64(sample.file.count), total: Int64(sample.file.count))))
    #expect(stages.suffix(2) == [.verifying, .installing])
    #expect(try contents() == [".lock", "sample-full.safetensors"])
    #expect(server.requests.count == 1 && server.requests[0].hasPrefix("GET /sample.h5 "))
  }

  @Test func aSecondPullFetchesNothing() throws {
    let server = try LoopbackServer(file: sample.file)
    _ = try pull(from: server)
    let second = try pull(from: server)
    #expect(second.wasInstalled && server.requests.count == 1)
  }

  @Test func aDamagedModelIsPulledAgain() throws {
    let server = try LoopbackServer(file: sample.file)
    let path = try pull(from: server).path
    var bytes = try TemporaryDirectory.bytes(of: path)
    bytes[bytes.count - 1] ^= 1
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    #expect(throws: ModelError.self) { try store.open("sample-full") }
    #expect(try !pull(from: server).wasInstalled)
    #expect(try store.open("sample-full").equals(sample.weights))
  }

  @Test func aBrokenTransferIsResumedWithinThePull() throws {
    let server = try LoopbackServer(
      file: sample.file, [.breakingOff(after: 1000), .breakingOff(after: 5000), .honest])
    _ = try pull(from: server)
    #expect(server.requests.count == 3)
    #expect(server.requests[1].contains("Range: bytes=1000-\r\n"))
    #expect(server.requests[2].contains("Range: bytes=6000-\r\n"))
    #expect(try store.open("sample-full").equals(sample.weights))
  }

  @Test func aBrokenTransferIsResumedByTheNextPull() throws {
    let server = try LoopbackServer(file: sample.file, [.breakingOff(after: 3000), .honest])
    let error = try #require(throws: ModelError.self) { try pull(from: server, attempts: 1) }
    #expect(error.description.contains("sample.h5 could not be downloaded"))
    #expect(try contents() == [".lock", ".pull-sample-full"])
    _ = try pull(from: server, attempts: 1)
    #expect(server.requests[1].contains("Range: bytes=3000-\r\n"))
    #expect(try contents() == [".lock", "sample-full.safetensors"])
  }

  @Test func aServerWithoutRangesIsReadFromTheStart() throws {
    let server = try LoopbackServer(file: sample.file, [.breakingOff(after: 3000), .ignoringRange])
    _ = try pull(from: server)
    #expect(try store.open("sample-full").equals(sample.weights))
  }

  @Test func aFileThatChangedBetweenTwoHalvesIsFetchedAnew() throws {
    let part = try part(Array(repeating: 7, count: 2000))
    let server = try LoopbackServer(file: sample.file)
    _ = try pull(from: server)
    #expect(server.requests.count == 2 && server.requests[0].contains("Range: bytes=2000-"))
    #expect(!server.requests[1].contains("Range:"))
    #expect(!FileManager.default.fileExists(atPath: part))
  }

  @Test func aPartThatIsWholeNeedsNoMoreBytes() throws {
    _ = try part(sample.file)
    let server = try LoopbackServer(file: sample.file)
    _ = try pull(from: server)
    #expect(server.requests.count == 1 && server.requests[0].contains("Range: bytes=\(sample.file.count)-"))
  }

  @Test func anotherFileIsRefusedByItsDigest() throws {
    var file = sample.file
    file[file.count / 2] ^= 1
    let got = try ContentDigest.md5(ofFile: directory.write(file, as: "altered"))
    let server = try LoopbackServer(file: file)
    let error = try #require(throws: ModelError.self) { try pull(from: server) }
    let want = sample.fullModel.kerasFile?.md5 ?? ""
    #expect(error.description.contains("want MD5 \(want), got \(got)"))
    #expect(try contents() == [".lock"])
  }

  @Test(arguments: [LoopbackServer.Behaviour.promising(1 << 40), .endless])
  func aFileThatIsTooLargeIsNotTaken(_ behaviour: LoopbackServer.Behaviour) throws {
    let server = try LoopbackServer(file: sample.file, [behaviour])
    let error = try #require(throws: ModelError.self) { try pull(from: server) }
    #expect(error.description.contains("is larger than"))
    let part = store.directory + "/.pull-sample-full/sample.h5.part"
    #expect((ModelStore.byteCount(part) ?? 0) <= sample.file.count + 1000)
  }

  @Test(arguments: [403, 404, 500]) func anErrorFromTheServerIsReported(_ code: Int) throws {
    let server = try LoopbackServer(file: sample.file, [.status(code)])
    let error = try #require(throws: ModelError.self) { try pull(from: server) }
    #expect(error.description.contains("HTTP status \(code)"))
    #expect(try contents() == [".lock"])
  }

  @Test func plainHTTPIsNotFollowedNorUsedElsewhere() throws {
    let server = try LoopbackServer(file: sample.file, [.status(302, location: "http://192.0.2.1/sample.h5")])
    #expect(throws: ModelError.self) { try pull(from: server) }
    #expect(server.requests.count == 1)
    for url in ["http://192.0.2.1", "ftp://127.0.0.1", "file:///etc", "http://127.0.0.1@192.0.2.1", "x"] {
      let error = try #require(throws: ModelError.self) {
        try store.pull("sample-full", sources: [KerasHDF5Source(baseURL: url)])
      }
      #expect(error.description.contains("is not an https address"), "\(url)")
    }
  }

  @Test func aClosedPortIsReportedAtOnce() throws {
    let url = try LoopbackServer(file: []).url
    let error = try #require(throws: ModelError.self) {
      try store.pull("sample-full", sources: [KerasHDF5Source(baseURL: url)])
    }
    #expect(error.description.contains("couldn't connect"))
    #expect(try contents() == [".lock"])
  }

  @Test func twoPullsAtOnceDownloadOnce() async throws {
    let server = try LoopbackServer(file: sample.file)
    let (store, url) = (store, server.url)
    let reports = try await withThrowingTaskGroup(of: PullReport.self) { group in
      for _ in 0..<2 {
        group.addTask { try store.pull("sample-full", sources: [KerasHDF5Source(baseURL: url)]) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(reports.filter(\.wasInstalled).count == 1 && server.requests.count == 1)
  }

  private func pull(
    from server: LoopbackServer, attempts: Int = 3, progress: (PullProgress) -> Void = { _ in }
  ) throws -> PullReport {
    try store.pull(
      "sample-full", sources: [KerasHDF5Source(baseURL: server.url, attempts: attempts)], progress: progress)
  }

  /// What an earlier pull has left.
  private func part(_ bytes: [UInt8]) throws -> String {
    let work = store.directory + "/.pull-sample-full"
    try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
    let path = work + "/sample.h5.part"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  private func contents() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: store.directory).sorted()
  }
}
