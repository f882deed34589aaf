import Foundation
import Testing

@testable import Catalog

@Suite struct CollectionLockTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var path: String { folder.file(CollectionLock.fileName) }

  /// The command of util-linux that holds a lock while a command runs.
  static let flock = "/usr/bin/flock"
  static var hasFlock: Bool { FileManager.default.isExecutableFile(atPath: flock) }

  @Test func isHeldByOneAtATime() throws {
    let lock = try CollectionLock.acquire(folder: folder.path)
    let error = #expect(throws: CollectionLockError.self) { try CollectionLock.acquire(folder: folder.path) }
    guard case .held(path, let holder?) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(holder.process == getpid())
    #expect(!holder.host.isEmpty)
    #expect(abs(holder.since - Int64(time(nil))) < 3600)
    #expect(error?.description.contains("process \(getpid()) on \(holder.host) since 20") == true)
    lock.release()
    lock.release()
    #expect(try folder.read(CollectionLock.fileName).isEmpty)
    try CollectionLock.acquire(folder: folder.path + "/").release()
  }

  @Test func isFreeWhenTheHolderGoes() throws {
    do { _ = try CollectionLock.acquire(folder: folder.path) }
    try CollectionLock.acquire(folder: folder.path).release()
  }

  @Test func waitsForTheHolder() async throws {
    let lock = try CollectionLock.acquire(folder: folder.path)
    let path = folder.path
    let (told, signal) = AsyncStream.makeStream(of: LockHolder?.self)
    let (taken, gift) = AsyncStream.makeStream(of: Result<CollectionLock, CollectionLockError>.self)
    // A thread of its own: waiting must not take one of those that the tests run on.
    Thread.detachNewThread {
      gift.yield(
        Result { () throws(CollectionLockError) in
          try CollectionLock.acquire(folder: path, waiting: true) { signal.yield($0) }
        })
      gift.finish()
      signal.finish()
    }
    var asked = told.makeAsyncIterator()
    #expect(await asked.next()??.process == getpid())
    lock.release()
    var results = taken.makeAsyncIterator()
    let second = try #require(try await results.next()?.get())
    #expect(await asked.next() == nil)
    #expect(throws: CollectionLockError.self) { try CollectionLock.acquire(folder: path) }
    second.release()
  }

  @Test(.enabled(if: hasFlock, "needs the command flock"))
  func isFreeWhenTheHolderIsKilled() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.flock)
    process.arguments = ["--no-fork", path, "sh", "-c", "echo held; exec sleep 600"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    #expect(output.fileHandleForReading.availableData == Data("held\n".utf8))
    #expect(throws: CollectionLockError.held(path: path, by: nil)) {
      try CollectionLock.acquire(folder: folder.path)
    }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try CollectionLock.acquire(folder: folder.path).release()
  }

  @Test func takesTheNewFileWhenTheOldOneWasDeleted() throws {
    let lock = try CollectionLock.acquire(folder: folder.path)
    try FileManager.default.removeItem(atPath: path)
    let second = try CollectionLock.acquire(folder: folder.path)
    #expect(throws: CollectionLockError.self) { try CollectionLock.acquire(folder: folder.path) }
    second.release()
    lock.release()
  }

  @Test func saysWhyItCannotLock() {
    let missing = folder.file("no")
    let error = CollectionLockError.system(path: missing + "/lock", code: ENOENT)
    #expect(throws: error) { try CollectionLock.acquire(folder: missing) }
    #expect(error.description.hasSuffix("; check that the collection's folder exists."))
  }

  @Test func readsOnlyWhatItWroteItself() {
    let holder = LockHolder(process: 42, host: "granite", since: 1_740_821_400)
    #expect(LockHolder(line: holder.line) == holder)
    #expect(holder.description == "process 42 on granite since 2025-03-01 09:30:00 UTC")
    #expect(LockHolder(line: Array("42\tgranite\t17".utf8)) == nil)
    #expect(LockHolder(line: Array("42\tgranite\n".utf8)) == nil)
    #expect(LockHolder(line: Array("x\tgranite\t17\n".utf8)) == nil)
    #expect(LockHolder(line: [0xFF, 0xFE, 0x0A]) == nil)
    #expect(LockHolder(line: Array("1\ta\u{1B}[31m\u{202E}b\t17\n".utf8))?.host == "a[31mb")
  }
}
