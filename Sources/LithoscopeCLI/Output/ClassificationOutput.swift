import Lithoscope

/// What `classify --json` prints.
struct ClassificationOutput: Encodable {
  struct Share: Encodable {
    let label: String
    let share: Double
  }

  let query: String
  let queries: [String]
  let not: [String]
  @Nullable var region: SearchOutput.Region?
  @Nullable var expand: Int?
  let descriptor: String
  let k: Int
  @Nullable var label: String?
  let classes: [Share]
  let neighbours: [SearchOutput.Result]

  init(_ result: Classification) {
    let search = SearchOutput(result.search)
    query = search.query
    queries = search.queries
    not = search.not
    _region = Nullable(wrappedValue: search.region)
    _expand = Nullable(wrappedValue: search.expand)
    descriptor = search.descriptor
    k = result.voters
    _label = Nullable(wrappedValue: result.label)
    classes = result.classes.map { Share(label: $0.label, share: $0.rounded) }
    neighbours = search.results
  }
}
