import Dispatch

/// Exact search: the query against every allowed row.
///
/// The rows must have length 1, so that the inner product is the cosine. Rows whose similarity is not a
/// finite number, because they hold NaN or infinity, are never returned.
public struct ExactIndex: VectorIndex {
  /// The vectors searched.
  public let matrix: VectorMatrix

  /// Less than this many bytes of vectors are searched on one thread: about 0.25 ms of work at the
  /// 34 GB/s that one core reads, where starting a second thread no longer pays.
  private static let bytesWorthAThread = 8 << 20

  private let threadingThreshold: Int

  /// An index over the rows of a matrix; nothing is copied.
  public init(_ matrix: VectorMatrix) {
    self.init(matrix, threadingThreshold: Self.bytesWorthAThread)
  }

  /// An index that uses several threads from this many bytes of vectors on.
  init(_ matrix: VectorMatrix, threadingThreshold: Int) {
    self.matrix = matrix
    self.threadingThreshold = threadingThreshold
  }

  /// The number of rows.
  public var count: Int { matrix.count }
  /// Components in a row.
  public var dimension: Int { matrix.dimension }

  /// The `k` rows most similar to the query, every allowed row compared.
  public func search(
    _ query: [Float], k: Int, options: SearchOptions
  ) throws(VectorError) -> [Neighbor] {
    let unit = try checked(query, k: k)
    return NearestRows.among(
      similarities(to: unit, options: options), k: k, includingTies: options.includingTies)
  }

  /// The similarity of every row to a unit query, NaN for the rows that the options do not allow.
  func similarities(to query: [Float], options: SearchOptions) -> [Float] {
    withExtendedLifetime(matrix) { compare(query, options) }
  }

  private func compare(_ query: [Float], _ options: SearchOptions) -> [Float] {
    let words = (count + 63) / 64
    let tasks = min(max(1, threads(options)), max(1, words))
    return [Float](unsafeUninitializedCapacity: count) { output, initialized in
      let target = Scores(output)
      query.withUnsafeBufferPointer { components in
        let source = Query(components)
        if tasks == 1 {
          score(words: 0..<words, source, target, options)
        } else {
          DispatchQueue.concurrentPerform(iterations: tasks) { task in
            score(words: words * task / tasks..<words * (task + 1) / tasks, source, target, options)
          }
        }
      }
      initialized = count
    }
  }

  private func threads(_ options: SearchOptions) -> Int {
    let bytes = count * dimension * MemoryLayout<Float>.size
    return bytes < threadingThreshold ? 1 : options.threads
  }

  /// Scores rows in groups of 64, one word of the row sets each.
  private func score(words: Range<Int>, _ query: Query, _ target: Scores, _ options: SearchOptions) {
    guard let query = query.components.baseAddress else { return }
    for word in words {
      let first = word * 64
      let last = min(first + 64, count)
      var allowed = ~options.skipping.word(word)
      if let only = options.only { allowed &= only.word(word) }
      if last - first < 64 { allowed &= (1 << UInt64(last - first)) - 1 }
      if allowed.nonzeroBitCount < last - first {
        for row in first..<last { target.scores.initializeElement(at: row, to: .nan) }
      }
      // A row of the lower half of the group goes with one of the upper half: two places in memory
      // that the processor's prefetchers follow at once. Neighbouring rows take 2.3 times as long.
      var lower = allowed & 0xFFFF_FFFF
      var upper = allowed & ~0xFFFF_FFFF
      while lower != 0, upper != 0 {
        let row = first + takeLowest(&lower)
        let partner = first + takeLowest(&upper)
        let (one, two) = InnerProduct.two(query, pointer(row), pointer(partner), dimension: dimension)
        target.scores.initializeElement(at: row, to: one)
        target.scores.initializeElement(at: partner, to: two)
      }
      var rest = lower | upper
      while rest != 0 {
        let row = first + takeLowest(&rest)
        let one = InnerProduct.one(query, pointer(row), dimension: dimension)
        target.scores.initializeElement(at: row, to: one)
      }
    }
  }

  /// Takes the lowest set bit out of a word that is not zero and gives its number.
  @inline(__always)
  private func takeLowest(_ word: inout UInt64) -> Int {
    let bit = word.trailingZeroBitCount
    word &= word - 1
    return bit
  }

  @inline(__always)
  private func pointer(_ row: Int) -> UnsafePointer<Float> {
    matrix.base + row * matrix.dimension
  }

  /// Where the similarities go. Sendable because each thread writes rows of its own.
  private struct Scores: @unchecked Sendable {
    let scores: UnsafeMutableBufferPointer<Float>
    init(_ scores: UnsafeMutableBufferPointer<Float>) { self.scores = scores }
  }

  /// The unit query. Sendable because it is only read while the threads run.
  private struct Query: @unchecked Sendable {
    let components: UnsafeBufferPointer<Float>
    init(_ components: UnsafeBufferPointer<Float>) { self.components = components }
  }
}
