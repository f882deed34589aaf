import Lithoscope

/// What `search --json` prints.
struct SearchOutput: Encodable {
  struct Result: Encodable {
    let rank: Int
    let path: String
    let similarity: Double
    @Nullable var label: String?
  }

  let query: String
  let descriptor: String
  let searched: Int
  let results: [Result]

  init(_ result: SearchResult) {
    query = result.query
    descriptor = result.descriptor.name
    searched = result.searched
    results = result.matches.map {
      Result(rank: $0.rank, path: $0.path, similarity: $0.roundedSimilarity, label: $0.label)
    }
  }
}
