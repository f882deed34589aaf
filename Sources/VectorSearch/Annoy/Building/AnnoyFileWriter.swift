import Glibc

/// A file of Annoy's in the making. It has a temporary name until it is whole and on the disk, and vanishes if it
/// is never finished.
final class AnnoyFileWriter {
  private let path: String
  private let temporaryPath: String
  private var descriptor: CInt
  private let layout: AnnoyLayout
  private var waiting: [Int32] = []
  /// The nodes written so far.
  private(set) var nodes = 0

  /// Words that are written at once: 4 MiB.
  private static let wordsAtOnce = 1 << 20

  init(path: String, layout: AnnoyLayout) throws(IndexFileError) {
    self.path = path
    self.layout = layout
    temporaryPath = path + ".new"
    // Left by a killed run: this name is nobody's.
    unlink(temporaryPath)
    descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .last("create", path) }
    waiting.reserveCapacity(Self.wordsAtOnce + layout.nodeWords)
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    unlink(temporaryPath)
  }

  /// Appends a node given by its head and a vector of `dimension` numbers.
  func append(
    descendants: Int32, _ first: Int32, _ second: Int32, _ vector: UnsafePointer<Float>
  ) throws(IndexFileError) {
    waiting.append(descendants)
    waiting.append(first)
    waiting.append(second)
    for index in 0..<layout.dimension { waiting.append(Int32(bitPattern: vector[index].bitPattern)) }
    try countNode()
  }

  /// Appends a node given by all its words.
  func append(_ words: some Collection<Int32>) throws(IndexFileError) {
    assert(words.count == layout.nodeWords)
    waiting.append(contentsOf: words)
    try countNode()
  }

  /// Returns once the file is on the disk under its name.
  func commit() throws(IndexFileError) {
    try flush()
    while fsync(descriptor) != 0 {
      guard errno == EINTR else { throw .last("write", path) }
    }
    guard rename(temporaryPath, path) == 0 else { throw .last("create", path) }
    close(descriptor)
    descriptor = -1
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let folderDescriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folderDescriptor >= 0 else { throw .last("open the folder of", path) }
    defer { close(folderDescriptor) }
    // Some network file systems cannot synchronise folders and say EINVAL; nothing more can be done there.
    if fsync(folderDescriptor) != 0, errno != EINVAL { throw .last("create", path) }
  }

  private func countNode() throws(IndexFileError) {
    nodes += 1
    guard nodes <= AnnoyLayout.mostNodes else { throw .tooLarge(path: path, what: "\(nodes) nodes") }
    if waiting.count >= Self.wordsAtOnce { try flush() }
  }

  private func flush() throws(IndexFileError) {
    let outcome: Result<Void, IndexFileError> = waiting.withUnsafeBytes { bytes in
      Result { () throws(IndexFileError) in try write(bytes) }
    }
    try outcome.get()
    waiting.removeAll(keepingCapacity: true)
  }

  private func write(_ bytes: UnsafeRawBufferPointer) throws(IndexFileError) {
    var written = 0
    while written < bytes.count {
      let step = Glibc.write(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
      if step < 0, errno == EINTR { continue }
      // A write of nothing without an error would loop for ever; it is what a full device may do.
      guard step > 0 else {
        throw .system(operation: "write", path: path, code: step < 0 ? errno : ENOSPC)
      }
      written += step
    }
  }
}
