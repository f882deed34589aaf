import Foundation
import Testing

@testable import VectorSearch

@Suite struct AnnoyBuildingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func givesTheSameFileForASeedOnAnyNumberOfThreads() throws {
    let matrix = try SampleVectors(count: 700, dimension: 10).matrix()
    let one = try build(matrix, "one", seed: 5, threads: 1)
    for threads in [2, 3, 16] {
      #expect(try build(matrix, "more", seed: 5, threads: threads) == one)
    }
    #expect(try build(matrix, "other", seed: 6, threads: 1) != one)
  }

  @Test func leavesDeadAndUnusableRowsOut() throws {
    var rows = try SampleVectors(count: 600, dimension: 6).rows
    rows[3][2] = .nan
    rows[599][0] = .infinity
    let matrix = try VectorMatrix(components: rows.flatMap { $0 }, dimension: 6)
    _ = try build(matrix, "holes", skipping: [0, 50, 598])
    let index = try AnnoyIndex(path: folder.file("holes"), dimension: 6)
    #expect(index.count == 600)
    let holes = [0, 3, 50, 598, 599]
    for row in 0..<600 { #expect(index.file.descendants(of: row) == (holes.contains(row) ? 0 : 1)) }
    let found = try index.search(rows[10], k: 600, options: SearchOptions(effort: .max))
    #expect(Set(found.map(\.row)) == Set(0..<600).subtracting(holes))
    #expect(index.damage == nil)
  }

  /// Counts around the capacity of a leaf, 6, where trees change their shape.
  @Test(arguments: [0, 1, 2, 3, 5, 6, 7, 8, 13, 200], [RowSet(), [0], [1, 2, 3, 4, 5, 6, 7], [0, 12]])
  func putsEveryLivingRowIntoEveryTree(count: Int, dead: RowSet) throws {
    let matrix = try SampleVectors(count: count, dimension: 4).matrix()
    _ = try build(matrix, "small", skipping: dead, trees: 3)
    let index = try AnnoyIndex(path: folder.file("small"), dimension: 4)
    #expect(index.count == count)
    let living = (0..<count).filter { !dead.contains($0) }
    for root in index.file.roots where count > 1 {
      #expect(rows(below: root, index.file).filter { !dead.contains($0) } == living)
    }
    guard count > 0 else { return }
    let found = try index.search([1, 2, 3, 4], k: 10)
    #expect(found.count == min(10, living.count))
    #expect(found.allSatisfy { !dead.contains($0.row) })
    #expect(index.damage == nil)
  }

  @Test func endsOnRowsThatNoHyperplaneDivides() throws {
    let same = [Float](repeating: 0.5, count: 4)
    let zeros = [Float](repeating: 0, count: 4)
    let tiny = [Float](repeating: 1e-30, count: 4)
    let kinds: [(Int) -> [Float]] = [
      { _ in same }, { _ in zeros }, { $0 % 2 == 0 ? zeros : same }, { _ in tiny },
      { row in same.map { $0 * Float(row % 2 == 0 ? 1 : -1) } },
      { row in [1, Float(row) / 1000, 0, 0] }, { row in row == 0 ? [0, 0, 0, 1] : same },
    ]
    for kind in kinds {
      let matrix = try VectorMatrix(components: (0..<500).flatMap(kind), dimension: 4)
      _ = try build(matrix, "hard")
      let index = try AnnoyIndex(path: folder.file("hard"), dimension: 4, matrix: matrix)
      #expect(index.file.roots.allSatisfy { rows(below: $0, index.file) == Array(0..<500) })
      #expect(try index.search([1, 2, 3, 4], k: 20).count == 20)
      #expect(index.damage == nil)
    }
  }

  @Test func leavesWhatWasThereWhenItIsStopped() throws {
    let matrix = try SampleVectors(count: 300, dimension: 6).matrix()
    let before = try build(matrix, "kept", seed: 1)
    var told: [Int] = []
    let isDone = try AnnoyIndex.build(
      matrix, skipping: [], trees: 9, seed: 2, threads: 2, to: folder.file("kept")
    ) { done, total in
      told.append(done)
      #expect(total == 9)
      return done < 6
    }
    #expect(!isDone)
    #expect(told == [2, 4, 6])
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file("kept"))) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["kept"])
  }

  @Test func overwritesWhatAKilledBuildLeftBehind() throws {
    let matrix = try SampleVectors(count: 300, dimension: 6).matrix()
    try folder.write([1, 2, 3], to: "new.ann.new")
    _ = try build(matrix, "new.ann")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["new.ann"])
  }

  @Test func saysWhereItCannotWrite() throws {
    let matrix = try SampleVectors(count: 30, dimension: 6).matrix()
    #expect(throws: IndexFileError.self) { try build(matrix, "none/such") }
  }

  @discardableResult
  private func build(
    _ matrix: VectorMatrix, _ name: String, skipping dead: RowSet = [], trees: Int = 7, seed: UInt64 = 1,
    threads: Int = 2
  ) throws -> Data {
    let isDone = try AnnoyIndex.build(
      matrix, skipping: dead, trees: trees, seed: seed, threads: threads, to: folder.file(name),
      observe: { _, _ in true })
    #expect(isDone)
    return try Data(contentsOf: URL(fileURLWithPath: folder.file(name)))
  }

  /// The items of a subtree in rising order, each once.
  private func rows(below node: Int, _ file: AnnoyFile) -> [Int] {
    let descendants = file.descendants(of: node)
    if node < file.items { return [node] }
    if descendants <= file.layout.leafCapacity {
      return Set((0..<descendants).map { Int(file.leafItems(of: node)[$0]) }).sorted()
    }
    let sides = (0...1).map { rows(below: file.child($0, of: node), file) }
    return Set(sides[0] + sides[1]).sorted()
  }
}
