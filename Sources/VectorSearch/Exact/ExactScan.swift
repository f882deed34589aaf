import CVectorKernels

/// One pass over the allowed rows of a matrix, in groups of 64, one word of the row sets each.
///
/// Where there are compact rows, a group is asked first which of its rows can reach what the k-th best has; only
/// those are compared in full precision. Bounds hold for every row, so no row of the answer is ever passed over.
struct ExactScan {
  private let matrix: VectorMatrix
  private let compact: CompactRows?
  private let options: SearchOptions
  private let k: Int
  private let count: Int

  /// - Parameter count: the first so many rows of the matrix are looked at.
  init(
    _ matrix: VectorMatrix, _ compact: CompactRows?, _ options: SearchOptions, k: Int, rows count: Int
  ) {
    self.matrix = matrix
    self.compact = compact
    self.options = options
    self.k = k
    self.count = count
  }

  private static let group = 64

  /// The best rows of some groups.
  func nearest(to query: PreparedQuery, words: Range<Int>) -> [Neighbor] {
    var best = NearestRows(k: k, includingTies: options.includingTies)
    withExtendedLifetime((matrix, compact)) {
      query.unit.withUnsafeBufferPointer { unit in
        guard let unit = unit.baseAddress else { return }
        // Groups that are compact as a whole; those behind are read in full precision.
        let compactWords = min(words.upperBound, (compact?.count ?? 0) / Self.group)
        let border = max(words.lowerBound, compactWords)
        if let rows = compact {
          withCandidates(of: query, among: rows) { candidates in
            for word in words.lowerBound..<border {
              let allowed = allowed(word)
              guard allowed != 0 else { continue }
              offer(candidates(word, allowed, best.threshold), of: word, unit, to: &best)
            }
          }
        }
        for word in border..<words.upperBound { offerAll(of: word, unit, to: &best) }
      }
    }
    return best.found()
  }

  /// The best rows of all, for each of some queries.
  func nearest(to queries: [PreparedQuery]) -> [[Neighbor]] {
    let words = (count + Self.group - 1) / Self.group
    guard queries.count > 1 else { return queries.map { nearest(to: $0, words: 0..<words) } }
    if compact?.format == .int8, CompactRows.pay { return nearestByBytes(queries, words: words) }
    // Many queries are bound by arithmetic, so half the bytes are worth nothing.
    if let found = ExactProducts(matrix, k: k, options, rows: count).nearest(to: queries) { return found }
    return queries.map { nearest(to: $0, words: 0..<words) }
  }

  private func nearestByBytes(_ queries: [PreparedQuery], words: Int) -> [[Neighbor]] {
    guard let compact, let stride = queries[0].bytes?.stride else { return [] }
    let rows = compact.byteRows
    let levels = queries.flatMap { $0.bytes?.levels ?? [] }
    let units = queries.flatMap(\.unit)
    var best = queries.map { _ in NearestRows(k: k, includingTies: options.includingTies) }
    var thresholds = best.map(\.threshold)
    var found = [UInt64](repeating: 0, count: queries.count)
    withExtendedLifetime((matrix, compact)) {
      units.withUnsafeBufferPointer { units in
        levels.withUnsafeBufferPointer { levels in
          guard let first = levels.baseAddress, let unit = units.baseAddress else { return }
          let byteQueries = queries.indices.map { place in
            let start = first + 2 * place * stride
            return litho_byte_query(
              high: start, low: start + stride, scale: queries[place].bytes?.scale ?? 0,
              error: queries[place].bytes?.error ?? .infinity)
          }
          let border = min(words, compact.count / Self.group)
          for word in 0..<border where allowed(word) != 0 {
            withUnsafePointer(to: rows) { rows in
              litho_byte_candidates_of_many(
                rows, byteQueries, byteQueries.count, word * Self.group, allowed(word), thresholds, &found)
            }
            for place in queries.indices where found[place] != 0 {
              offer(found[place], of: word, unit + place * matrix.dimension, to: &best[place])
              thresholds[place] = best[place].threshold - (queries[place].bytes?.offset ?? 0)
            }
          }
          for word in border..<words {
            for place in queries.indices {
              offerAll(of: word, unit + place * matrix.dimension, to: &best[place])
            }
          }
        }
      }
    }
    return best.map { $0.found() }
  }

  // MARK: Groups

  /// The allowed rows of a group, bit by bit.
  private func allowed(_ word: Int) -> UInt64 {
    options.allowed(word, count: count)
  }

  /// Calls `body` with a function that says which allowed rows of a group may reach a threshold.
  private func withCandidates(
    of query: PreparedQuery, among rows: CompactRows,
    _ body: (_ candidates: (_ word: Int, _ allowed: UInt64, _ threshold: Float) -> UInt64) -> Void
  ) {
    switch rows.format {
    case .int8:
      var byteRows = rows.byteRows
      query.bytes?.withQuery { byteQuery in
        var byteQuery = byteQuery
        let offset = query.bytes?.offset ?? 0
        body { word, allowed, threshold in
          litho_byte_candidates(&byteRows, &byteQuery, word * Self.group, allowed, threshold - offset)
        }
      }
    case .f16:
      var halfRows = rows.halfRows
      query.padded.withUnsafeBufferPointer { padded in
        guard let padded = padded.baseAddress else { return }
        body { word, allowed, threshold in
          litho_half_candidates(&halfRows, padded, word * Self.group, allowed, threshold)
        }
      }
    }
  }

  /// Compares rows of a group in full precision, one by one.
  @inline(__always)
  private func offer(
    _ rows: UInt64, of word: Int, _ unit: UnsafePointer<Float>, to best: inout NearestRows
  ) {
    var rest = rows
    while rest != 0 {
      let row = word * Self.group + takeLowest(&rest)
      best.offer(row, FloatRows.product(unit, pointer(row), dimension: matrix.dimension))
    }
  }

  /// Compares all allowed rows of a group in full precision.
  private func offerAll(of word: Int, _ unit: UnsafePointer<Float>, to best: inout NearestRows) {
    let allowed = allowed(word)
    guard allowed != 0 else { return }
    withUnsafeTemporaryAllocation(of: Float.self, capacity: Self.group) { scores in
      scores.initialize(repeating: .nan)
      // A row of the lower half of the group goes with one of the upper half: two places in memory
      // that the processor's prefetchers follow at once. Neighbouring rows take 2.3 times as long.
      var lower = allowed & 0xFFFF_FFFF
      var upper = allowed & ~0xFFFF_FFFF
      while lower != 0, upper != 0 {
        let (one, two) = (takeLowest(&lower), takeLowest(&upper))
        (scores[one], scores[two]) = InnerProduct.two(
          unit, pointer(word * Self.group + one), pointer(word * Self.group + two),
          dimension: matrix.dimension)
      }
      var rest = lower | upper
      while rest != 0 {
        let one = takeLowest(&rest)
        scores[one] = InnerProduct.one(
          unit, pointer(word * Self.group + one), dimension: matrix.dimension)
      }
      var found =
        allowed & litho_scores_reaching(scores.baseAddress, Self.group, 0, best.threshold)
      while found != 0 {
        let one = takeLowest(&found)
        best.offer(word * Self.group + one, scores[one])
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
}
