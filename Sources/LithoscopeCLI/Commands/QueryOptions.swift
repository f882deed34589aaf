import ArgumentParser
import Descriptors
import Lithoscope

/// What `search` and `classify` ask a collection: images, their parts and opposites, and which members are meant.
struct QueryOptions: ParsableArguments {
  @Argument(
    help:
      "The query: files, or paths of members within the collection. Several are taken together, as their mean.",
    completion: .file())
  var images: [String]

  @Option(
    name: .customLong("not"),
    help: ArgumentHelp(
      "An image that the results should not look like; repeat for several. Half their mean is taken away from "
        + "the query.", valueName: "image"),
    completion: .file())
  var excluded: [String] = []

  @Option(
    help: ArgumentHelp(
      "The part of the query that is meant, from the upper left corner of the upright image: in pixels "
        + "(120,80,300,200), in percent (10%,20%,50%,50%) or in fractions (0.1,0.2,0.5,0.5).",
      valueName: "x,y,w,h"), transform: { try QueryRegion($0) })
  var region: QueryRegion?

  @Option(
    help: ArgumentHelp(
      "Search twice: the second time with the N nearest images added to the query, each weighed by its "
        + "similarity³.", valueName: "n"))
  var expand: Int?

  @Option(
    name: .customLong("label"),
    help: ArgumentHelp(
      "Only images with this label; repeat to allow several. An empty one, --label '', means images without.",
      valueName: "name"))
  var labels: [String] = []

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only images of which this holds; repeat for several, which must all hold. Between key and value stands "
        + "one of = != < <= > >=.", valueName: "key=value"),
    transform: { try FilterCondition($0) })
  var conditions: [FilterCondition] = []

  @Option(
    help: ArgumentHelp(
      "Take more keys from a CSV file whose column “path” holds the images' paths within the folder.",
      valueName: "file.csv"),
    completion: .file(extensions: ["csv"]))
  var table: String?

  @Option(
    help: ArgumentHelp(
      "The descriptor to compare by, or a trained model by its name or its file; default: the first one the "
        + "collection was indexed with.",
      valueName: "name"), transform: { try DescriptorReference($0) })
  var descriptor: DescriptorReference?

  func validate() throws {
    if let expand, expand < 1 { throw ValidationError("--expand must be at least 1.") }
    if region != nil, images.count > 1 {
      throw ValidationError("--region is part of one image; give one image, not \(images.count).")
    }
    if table != nil, conditions.isEmpty {
      throw ValidationError(
        "--table adds keys for --where; give a condition as well, such as --where 'depth>100'.")
    }
  }

  /// Whether anything is given that only a search in a collection can answer.
  var asksOfCollection: Bool {
    !excluded.isEmpty || expand != nil || !labels.isEmpty || !conditions.isEmpty || table != nil
      || descriptor != nil
  }

  /// The request to a collection, for so many results.
  func request(to collection: ImageCollection, count: Int) throws -> SearchRequest {
    let chosen = try collection.described(by: descriptor.map { [$0] } ?? []).first
    var request = SearchRequest(images, count: count, descriptor: chosen)
    request.excluded = excluded
    request.region = region
    request.expansion = expand ?? 0
    request.filter = ImageFilter(
      labels: labels, conditions: conditions, table: try table.map { try CSVTable(path: $0) })
    return request
  }

  /// Says on standard error what went otherwise than one may think: that the index was not used, and why nothing was
  /// found, when it is so: the collection has nothing else, or nothing that passes the filter.
  func warn(about result: SearchResult, candidates: String = "image") {
    if let problem = result.indexProblem { Terminal.complain(Terminal.printable(problem)) }
    guard result.searched == 0 else { return }
    let isFiltered = !labels.isEmpty || !conditions.isEmpty
    Terminal.complain(
      isFiltered
        ? "No other image of the collection passes the filter; loosen --label or --where."
        : "The collection has no other \(candidates) to compare with; add some and index again.")
  }

  /// What the help says about `--where`.
  static let keys = """
    Keys for --where are label, path, format, width, height, the fields of EXIF \
    (\(FilterCondition.exifKeys.joined(separator: ", "))) and the columns of --table; exif.KEY and table.KEY \
    tell two of one name apart. Numbers are compared as numbers, everything else as text without regard to \
    case, in which * stands for any characters and ? for one. An image that lacks a key has the empty text: \
    lens= finds images without it, lens!= those with it. Filters apply before images are ranked.
    """
}
