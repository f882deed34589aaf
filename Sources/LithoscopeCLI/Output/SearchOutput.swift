import Imaging
import Lithoscope

/// What `search --json` prints.
struct SearchOutput: Encodable {
  struct Result: Encodable {
    let rank: Int
    let path: String
    let similarity: Double
    @Nullable var label: String?

    init(_ match: Match) {
      rank = match.rank
      path = match.path
      similarity = match.roundedSimilarity
      _label = Nullable(wrappedValue: match.label)
    }
  }

  struct Region: Encodable {
    let x: Int
    let y: Int
    let width: Int
    let height: Int

    init(_ rectangle: PixelRectangle) {
      x = rectangle.x
      y = rectangle.y
      width = rectangle.width
      height = rectangle.height
    }
  }

  let query: String
  let queries: [String]
  let not: [String]
  @Nullable var region: Region?
  @Nullable var expand: Int?
  let descriptor: String
  let searched: Int
  let results: [Result]

  init(_ result: SearchResult) {
    query = result.query
    queries = result.queries
    not = result.excluded
    _region = Nullable(wrappedValue: result.region.map(Region.init))
    _expand = Nullable(wrappedValue: result.expansion == 0 ? nil : result.expansion)
    descriptor = result.descriptor.name
    searched = result.searched
    results = result.matches.map(Result.init)
  }
}
