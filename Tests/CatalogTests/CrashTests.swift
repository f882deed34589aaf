import Foundation
import Testing

@testable import Catalog

/// What is left when a process is killed: the files as they were at that moment.
@Suite struct CrashTests {
  let folder: TemporaryFolder
  let after: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    after = try TemporaryFolder()
  }

  private var log: String { Catalog.fileName + "-wal" }

  /// Eight commits of five images, and a removal after each; nothing is closed.
  private func write() throws -> Catalog {
    let catalog = try Catalog(folder: folder.path, mode: .create)
    try catalog.insertDescriptor(Sample.descriptor("a"))
    for batch in 0..<8 {
      try catalog.add((0..<5).map { ("\(batch)-\($0).jpg", 5 * batch + $0) })
      try catalog.remove("\(batch)-0.jpg")
    }
    return catalog
  }

  @Test func hasAllThatWasCommitted() throws {
    let catalog = try write()
    try after.write(try folder.read(Catalog.fileName), to: Catalog.fileName)
    try after.write(try folder.read(log), to: log)
    for mode in [Catalog.Mode.read, .write] {
      let again = try Catalog(folder: after.path, mode: mode)
      #expect(try again.read { try $0.counts().images } == 32)
      #expect(try again.read { try $0.descriptors().first?.rowCount } == 40)
      try expectConsistent(again)
    }
    try expectConsistent(catalog)
  }

  @Test func agreesWithItselfWhereverTheLogWasTorn() throws {
    let catalog = try write()
    let database = try folder.read(Catalog.fileName)
    let whole = try folder.read(log)
    var seen: Set<Int> = []
    for step in 0...40 {
      try after.write(database, to: Catalog.fileName)
      try after.write(whole.prefix(whole.count * step / 40), to: log)
      try? FileManager.default.removeItem(atPath: after.file(Catalog.fileName + "-shm"))
      let again = try Catalog(folder: after.path, mode: .create)
      let counts = try again.read { try $0.counts() }
      // Whole transactions: four images for each batch, or five while the fifth is not yet removed.
      #expect([0, 1].contains(counts.images % 4))
      seen.insert(counts.images)
      try expectConsistent(again)
      // And work goes on.
      if let descriptor = try again.read({ try $0.descriptors().first }) {
        try again.add([("new.jpg", 1000)])
        #expect(try again.read { try $0.descriptor(descriptor.id)?.rowCount } == descriptor.rowCount + 1)
      }
    }
    #expect(seen.count > 5)
    #expect(seen.contains(32))
    try expectConsistent(catalog)
  }
}
