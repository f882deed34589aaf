import Catalog
import Descriptors
import Foundation
import Glibc

/// Reads and decodes files on threads of its own, a bounded number of images ahead of the network.
final class DecodingStage: Sendable {
  /// Decoded images that may wait for the network: three batches, some 5 MB.
  private static let imagesAhead = 24
  /// Scheduling priority of the decoding threads below the network's. The network's threads wait for each
  /// other at every layer: each time a decoder pushes one of them off its core, all of them stand still.
  private static let niceness: Int32 = 10

  /// What was decoded, in the order in which it is ready.
  let output = BoundedQueue<DecodedFile>(capacity: imagesAhead)

  private let work: BoundedQueue<FoundFile>
  private let root: String
  private let catalog: Catalog
  private let descriptors: [DescriptorRecord.ID]
  private let preparer: ImagePreparer
  private let threads: DispatchGroup

  /// Starts to decode `files`, which lie below `root`.
  init(
    _ files: [FoundFile], root: String, catalog: Catalog, descriptors: [DescriptorRecord.ID],
    preparer: ImagePreparer, threadCount: Int
  ) {
    self.root = root
    self.catalog = catalog
    self.descriptors = descriptors
    self.preparer = preparer
    work = BoundedQueue(capacity: max(1, files.count))
    for file in files { work.push(file) }
    work.close()
    let threads = DispatchGroup()
    self.threads = threads
    for _ in 0..<threadCount {
      threads.enter()
      Thread.detachNewThread {
        // On Linux “this process”, 0, means the calling thread alone.
        setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Self.niceness)
        self.run()
        threads.leave()
      }
    }
    threads.notify(queue: .global()) { [output] in output.close() }
  }

  /// Lets the threads finish what they hold and take nothing new.
  func stop() {
    while work.popIfAny() != nil {}
  }

  /// Stops at once, what is decoded is dropped, and returns when no thread runs any more.
  func abandon() {
    stop()
    output.close()
    threads.wait()
  }

  private func run() {
    while let file = work.pop() {
      guard output.push(decode(file)) else { return }
    }
  }

  private func decode(_ found: FoundFile) -> DecodedFile {
    do {
      guard let file = try ImageFile(at: "\(root)/\(found.path)") else { return .foreign(found) }
      // The file as it was read, which may be newer than it was scanned.
      let found = FoundFile(path: found.path, stamp: file.stamp)
      let rows = try catalog.read { try $0.rows(forDigest: file.digest) } ?? [:]
      let lacking = descriptors.indices.filter { rows[descriptors[$0]] == nil }
      if lacking.isEmpty { return .known(found, file.digest) }
      return .prepared(found, file.digest, try file.prepare(with: preparer), lacking: lacking)
    } catch {
      return .failed(found, reason: "\(error)")
    }
  }
}
