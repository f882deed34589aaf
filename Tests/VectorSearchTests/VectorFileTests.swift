import Glibc
import Testing
import VectorSearch

@Suite struct VectorFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func keepsRowsAcrossOpenings() throws {
    let path = folder.file("v.f32")
    do {
      let file = try VectorFile(path: path, dimension: 3, committedRows: 0)
      #expect(file.rowCount == 0)
      try file.append([1, 2, 3, 4, 5, 6])
      try file.append([])
      try file.append([7, 8, 9])
      try file.synchronize()
      #expect(file.rowCount == 3)
    }
    let again = try VectorFile(path: path, dimension: 3, committedRows: 3)
    try again.append([10, 11, 12])
    let matrix = try VectorMatrix(path: path, dimension: 3, rows: 4)
    #expect((0..<4).map(matrix.row) == [[1, 2, 3], [4, 5, 6], [7, 8, 9], [10, 11, 12]])
    #expect(matrix.withRow(2) { $0.reduce(0, +) } == 24)
  }

  @Test func isLittleEndianWithoutAHeader() throws {
    let file = try VectorFile(path: folder.file("v.f32"), dimension: 2, committedRows: 0)
    try file.append([1, -2])
    let handle = fopen(folder.file("v.f32"), "r")
    defer { if let handle { fclose(handle) } }
    var bytes = [UInt8](repeating: 0, count: 9)
    #expect(fread(&bytes, 1, 9, handle) == 8)
    #expect(bytes == [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0, 0])
  }

  @Test(arguments: [0, 1, 2, 3])
  func cutsOffATornTail(committed: Int) throws {
    // Three rows of two components and five bytes of a fourth.
    try folder.write([UInt8](repeating: 7, count: 3 * 8 + 5), to: "v.f32")
    let file = try VectorFile(path: folder.file("v.f32"), dimension: 2, committedRows: committed)
    #expect(file.rowCount == committed)
    #expect(folder.size(of: "v.f32") == committed * 8)
    try file.append([1, 2])
    #expect(try VectorMatrix(path: file.path, dimension: 2, rows: committed + 1).row(committed) == [1, 2])
  }

  @Test func refusesAFileThatIsTooShort() throws {
    try folder.write([UInt8](repeating: 7, count: 23), to: "v.f32")
    let path = folder.file("v.f32")
    let error = VectorFileError.tooShort(path: path, bytes: 23, expected: 24)
    #expect(throws: error) { try VectorFile(path: path, dimension: 2, committedRows: 3) }
    #expect(throws: error) { try VectorMatrix(path: path, dimension: 2, rows: 3) }
    #expect(folder.size(of: "v.f32") == 23)
    #expect(error.description.hasSuffix("run lithoscope index --rebuild."))
  }

  @Test func refusesAMissingFileThatShouldHaveRows() {
    let path = folder.file("none.f32")
    let error = VectorFileError.system(operation: "open", path: path, code: ENOENT)
    #expect(throws: error) { try VectorFile(path: path, dimension: 2, committedRows: 1) }
    #expect(throws: error) { try VectorMatrix(path: path, dimension: 2, rows: 0) }
    #expect(error.description.contains("No such file"))
    #expect(error.description.hasSuffix("run lithoscope index --rebuild."))
  }

  @Test func refusesImpossibleSizes() throws {
    let path = folder.file("v.f32")
    try folder.write([1, 2, 3, 4], to: "v.f32")
    for (rows, dimension) in [(Int.max, 512), (1 << 40, 1 << 40), (-1, 4), (1, 0), (1, -4), (0, Int.max)] {
      let error = VectorFileError.impossibleSize(path: path, rows: rows, dimension: dimension)
      #expect(throws: error) { try VectorMatrix(path: path, dimension: dimension, rows: rows) }
      #expect(throws: error) { try VectorFile(path: path, dimension: dimension, committedRows: rows) }
    }
  }

  @Test func refusesFoldersAndPartialRows() throws {
    #expect(throws: VectorFileError.self) {
      try VectorMatrix(path: folder.path, dimension: 2, rows: 0)
    }
    let file = try VectorFile(path: folder.file("v.f32"), dimension: 2, committedRows: 0)
    #expect(throws: VectorFileError.partialRow(path: file.path, components: 3, dimension: 2)) {
      try file.append([1, 2, 3])
    }
    #expect(file.rowCount == 0)
    #expect(throws: VectorFileError.self) { try VectorMatrix(components: [1, 2, 3], dimension: 2) }
  }

  @Test func saysThatTheDiskIsFull() throws {
    // /dev/full refuses every write as a full disk does, but is no regular file.
    #expect(throws: VectorFileError.self) {
      try VectorFile(path: "/dev/full", dimension: 2, committedRows: 0)
    }
    let error = VectorFileError.system(operation: "write", path: "v.f32", code: ENOSPC)
    #expect(error.description.contains("No space left on device"))
    #expect(error.description.contains("free some space"))
  }

  @Test func keepsItsRowsWhenAWriteFails() throws {
    // Memory as a file that may not grow: writing past its end fails, after a first part succeeded.
    // Swift's Glibc module does not show memfd_create and the constants of linux/memfd.h and fcntl.h.
    typealias MemoryFile = @convention(c) (UnsafePointer<CChar>, CUnsignedInt) -> CInt
    let (allowSealing, addSeals, sealGrow) = (CUnsignedInt(2), CInt(1033), CInt(4))
    let symbol = try #require(dlsym(nil, "memfd_create"))
    let memory = unsafeBitCast(symbol, to: MemoryFile.self)("vectors", allowSealing)
    #expect(memory >= 0)
    defer { close(memory) }
    let page = 4096
    let file = try VectorFile(path: "/proc/self/fd/\(memory)", dimension: 2 * page / 4, committedRows: 0)
    let row = [Float](repeating: 1, count: file.dimension)
    try file.append(row)
    #expect(ftruncate(memory, off_t(3 * page)) == 0)
    #expect(fcntl(memory, addSeals, sealGrow) == 0)
    #expect(throws: VectorFileError.system(operation: "write", path: file.path, code: EPERM)) {
      try file.append(row)
    }
    #expect(file.rowCount == 1)
    #expect(lseek(memory, 0, SEEK_END) == 2 * page)
  }

  @Test func compactsIntoANewFile() throws {
    let old = try VectorMatrix(components: (0..<10).flatMap { [Float($0), 1] }, dimension: 2)
    let file = try VectorFile(path: folder.file("new.f32"), dimension: 2, committedRows: 0)
    try file.append(rowsOf: old, skipping: [0, 4, 5, 9])
    #expect(file.rowCount == 6)
    let new = try VectorMatrix(path: file.path, dimension: 2, rows: 6)
    #expect((0..<6).map { new.row($0)[0] } == [1, 2, 3, 6, 7, 8])
    let other = try VectorFile(path: folder.file("other.f32"), dimension: 3, committedRows: 0)
    #expect(throws: VectorFileError.self) { try other.append(rowsOf: old) }
  }

  @Test func mapsOnlyTheCommittedRowsWhileTheFileGrows() throws {
    let file = try VectorFile(path: folder.file("v.f32"), dimension: 2, committedRows: 0)
    let empty = try VectorMatrix(path: file.path, dimension: 2, rows: 0)
    #expect(empty.count == 0)
    try file.append([1, 2, 3, 4])
    let matrix = try VectorMatrix(path: file.path, dimension: 2, rows: 1)
    try file.append([5, 6])
    #expect(matrix.count == 1)
    #expect(matrix.row(0) == [1, 2])
  }
}
