import Foundation
import Testing

/// The built program, run in a process of its own as a user runs it.
final class LithoscopeProcess {
  /// The program: it lies beside the tests' own.
  static let executable: String = {
    let runner = realpath("/proc/self/exe", nil)
    defer { free(runner) }
    let beside = [
      runner.map { String(cString: $0) }, CommandLine.arguments.first, Bundle.main.executablePath,
    ]
    let candidates = beside.compactMap(\.self).map { path in
      URL(fileURLWithPath: path).deletingLastPathComponent().appendingPathComponent("lithoscope").path
    }
    return candidates.first(where: FileManager.default.isExecutableFile) ?? "lithoscope"
  }()

  /// Longer than any of these runs takes; what hangs is ended and fails.
  private static let patience: TimeInterval = 120

  private let process = Process()
  private let output: String
  private let complaints: String

  /// Starts the program, or with `script` a shell that finds it as `$LITHOSCOPE`.
  init(
    _ arguments: [String] = [], script: String? = nil, in place: Workplace, environment: [String: String]
  ) throws {
    output = place.newName()
    complaints = place.newName()
    process.executableURL = URL(fileURLWithPath: script == nil ? Self.executable : "/bin/sh")
    process.arguments = script.map { ["-c", $0] } ?? arguments
    process.currentDirectoryURL = URL(fileURLWithPath: place.path)
    process.environment = ProcessInfo.processInfo.environment
      .merging(["LITHOSCOPE": Self.executable, "LC_ALL": "C.UTF-8"]) { $1 }
      .merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try Self.newFile(output)
    process.standardError = try Self.newFile(complaints)
    try Self.withoutSignalMask { try process.run() }
  }

  var identifier: Int32 { process.processIdentifier }
  var isRunning: Bool { process.isRunning }

  /// Sends a signal, if the process still runs.
  func send(_ signal: Int32) {
    if process.isRunning { kill(process.processIdentifier, signal) }
  }

  /// What the program has said so far on standard error.
  var complaintsSoFar: String { (try? String(contentsOfFile: complaints, encoding: .utf8)) ?? "" }

  /// What the program has said so far on standard output.
  var outputSoFar: String { (try? String(contentsOfFile: output, encoding: .utf8)) ?? "" }

  /// Waits until the process has used so many seconds of processor time, or has ended: a measure of its
  /// progress that does not depend on what else the machine does.
  ///
  /// - Returns: the seconds used when last looked at.
  func processorTime(until limit: Double) -> Double {
    var clock = clockid_t()
    var used = 0.0
    guard clock_getcpuclockid(identifier, &clock) == 0 else { return used }
    while used < limit, process.isRunning {
      var time = timespec()
      guard clock_gettime(clock, &time) == 0 else { break }
      used = max(used, Double(time.tv_sec) + Double(time.tv_nsec) / 1e9)
      usleep(500)
    }
    return used
  }

  /// Waits for the end.
  func wait() throws -> Outcome {
    let deadline = Date(timeIntervalSinceNow: Self.patience)
    while process.isRunning {
      if Date() > deadline {
        Issue.record("\(process.arguments ?? []) does not end")
        send(SIGKILL)
        break
      }
      usleep(1000)
    }
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, wasSignalled: process.terminationReason == .uncaughtSignal,
      output: try Data(contentsOf: URL(fileURLWithPath: output)),
      complaints: String(decoding: try Data(contentsOf: URL(fileURLWithPath: complaints)), as: UTF8.self))
  }

  /// Tests run on threads that block signals, which a child would inherit: Ctrl-C would never reach it.
  private static func withoutSignalMask(_ body: () throws -> Void) rethrows {
    var none = sigset_t()
    var before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try body()
  }

  private static func newFile(_ path: String) throws -> FileHandle {
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    return try FileHandle(forWritingTo: URL(fileURLWithPath: path))
  }
}
