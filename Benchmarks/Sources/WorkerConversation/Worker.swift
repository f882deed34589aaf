import Glibc

/// A worker's side of the conversation described in `Benchmarks/README.md`.
public struct Worker {
  private let name: String
  private let runOnce: () throws -> Void
  private let writeOutputs: ((String) throws -> Void)?
  private let answer: ((_ command: String, _ argument: String) throws -> String?)?

  /// A worker that is timed in turns.
  ///
  /// - Parameters:
  ///   - name: the engine and its version.
  ///   - runOnce: what is timed.
  ///   - writeOutputs: writes the outputs of all inputs to a path; nil where there are none.
  ///   - answer: the answer to any other line, by its first word and the rest; nil to what it does not know. A worker
  ///     that has one begins cold: nothing runs before it is asked for.
  public init(
    _ name: String, runOnce: @escaping () throws -> Void, writeOutputs: ((String) throws -> Void)? = nil,
    answer: ((_ command: String, _ argument: String) throws -> String?)? = nil
  ) {
    self.name = name
    self.runOnce = runOnce
    self.writeOutputs = writeOutputs
    self.answer = answer
  }

  /// Warms up if it must, prints READY and answers until `quit` or the end of the input.
  public func serve() throws {
    if answer == nil { try runOnce() }
    say("READY \(name)")
    while let line = readLine() {
      let words = line.split(separator: " ", maxSplits: 1).map(String.init)
      switch words.first {
      case "run": say(try times(Int(words.last ?? "") ?? 1).joined(separator: " "))
      case "out":
        try writeOutputs?(words.last ?? "")
        say("ok")
      case "quit": return
      case let command?:
        guard let answer = try answer?(command, words.count > 1 ? words[1] : "") else { continue }
        say(answer)
      case nil: continue
      }
    }
  }

  private func times(_ count: Int) throws -> [String] {
    let clock = ContinuousClock()
    return try (0..<count).map { _ in
      let duration = try clock.measure { try runOnce() }
      return "\(duration / .seconds(1))"
    }
  }

  private func say(_ line: String) {
    print(line)
    fflush(nil)
  }
}
