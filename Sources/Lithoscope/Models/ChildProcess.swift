import Glibc

/// A program that is run to its end, its output kept for the case that it fails.
enum ChildProcess {
  struct Result {
    let isSuccess: Bool
    let output: String

    /// The lines that say what went wrong, or the last ones.
    var lastWords: String {
      let lines = output.split(whereSeparator: \.isNewline).map { $0.trimmingSpaces }.filter { !$0.isEmpty }
      let errors = lines.filter { $0.lowercased().contains("error") }
      return (errors.isEmpty ? lines : errors).suffix(2).joined(separator: " ")
    }
  }

  /// Of a long output only the end is kept.
  private static let outputLimit = 16 << 10

  /// Runs `arguments[0]`, found on the path, without standard input, for at most so many seconds.
  static func run(_ arguments: [String], seconds: Int) -> Result {
    var pipe: [Int32] = [-1, -1]
    guard Glibc.pipe(&pipe) == 0 else { return failure(errno) }
    // The child gets the writing end as its output and neither end beside that.
    for end in pipe { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(pipe[0]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, pipe[1], STDERR_FILENO)
    var child = pid_t()
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    let status = posix_spawnp(&child, arguments[0], &actions, nil, &words, environ)
    close(pipe[1])
    guard status == 0 else { return failure(status, program: arguments[0]) }
    let (output, isLate) = read(pipe[0], seconds: seconds)
    if isLate { kill(child, SIGKILL) }
    var ending: Int32 = 0
    while waitpid(child, &ending, 0) < 0, errno == EINTR {}
    if isLate { return Result(isSuccess: false, output: "it was stopped after \(seconds) seconds") }
    return Result(isSuccess: ending == 0, output: output)
  }

  /// Reads until the program closes its output or the time is up.
  private static func read(_ descriptor: Int32, seconds: Int) -> (output: String, isLate: Bool) {
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(seconds)
    var kept: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let left = (deadline - clock.now).components.seconds
      guard left > 0 else { return ("", true) }
      var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = poll(&wait, 1, Int32(clamping: left * 1000))
      if ready < 0, errno != EINTR { break }
      guard ready > 0 else { continue }
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      kept.append(contentsOf: buffer[..<count])
      if kept.count > 2 * outputLimit { kept.removeFirst(kept.count - outputLimit) }
    }
    return (String(decoding: kept.suffix(outputLimit), as: UTF8.self), false)
  }

  private static func failure(_ code: Int32, program: String = "") -> Result {
    Result(isSuccess: false, output: "\(program): \(String(cString: strerror(code)))")
  }
}

extension Substring {
  fileprivate var trimmingSpaces: String {
    let start = drop { $0 == " " }
    return String(start.reversed().drop { $0 == " " }.reversed())
  }
}
