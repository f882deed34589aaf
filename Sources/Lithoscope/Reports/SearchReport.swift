import Descriptors
import Glibc
import Imaging

/// A search's results as pictures: a contact sheet and a web page.
///
/// Where the result was asked to explain itself, each match stands beside the query, with the places marked in
/// both that make them similar, over bars for what each component brings. That takes the network once more for
/// the query and each match, in single precision whatever the collection's vectors were computed in.
public struct SearchReport {
  /// Longest side of a thumbnail on a contact sheet, in pixels: at least its cell's.
  private static let sheetThumbnailSide = 512
  /// What stands for an image that can no longer be read.
  private static let emptyFrame = PixelBuffer(width: 1, height: 1, pixels: [226, 221, 213])

  private let result: SearchResult
  private let collection: ImageCollection
  private let decoder: ImageDecoder
  private let drawn = DrawnHeat()

  /// Heat maps that were drawn for one of the reports serve the other.
  private final class DrawnHeat {
    var pairs: [HeatMaps.Pair]?
  }

  /// A report on a result of that collection.
  public init(_ result: SearchResult, in collection: ImageCollection) {
    self.result = result
    self.collection = collection
    decoder = ImageDecoder(limits: collection.decodingLimits)
  }

  /// Draws the query and its results into one picture (.png, .jpg or .webp).
  ///
  /// - Throws: the encoder's error with the remedy; the reason why a model is missing.
  public func writeSheet(to path: String) throws {
    if let explanation = result.explanation {
      return try explained(explanation).render().write(to: path)
    }
    let sheet = ContactSheet(
      title: "The \(result.matches.count) most similar images",
      subtitle: "of \(result.searched)\(withinClasses), by \(result.descriptor.summary)",
      query: ContactSheet.Query(
        image: thumbnail(ofQuery: Self.sheetThumbnailSide) ?? Self.emptyFrame, name: result.queryName),
      results: result.matches.map { match in
        ContactSheet.Result(
          image: thumbnail(of: match, side: Self.sheetThumbnailSide) ?? Self.emptyFrame, rank: match.rank,
          score: match.similarityText, label: match.label,
          name: PathBytes.names(match.path).last ?? match.path)
      }, footer: "Scores are cosines of \(result.descriptor.name); 1 means the same image. Lithoscope")
    try sheet.render().write(to: path)
  }

  /// Writes the results as one self-contained web page.
  ///
  /// - Throws: ``CollectionError/storageUnwritable(path:reason:)`` or the encoder's error; the reason why a model
  ///   is missing.
  public func writePage(to path: String) throws {
    let page = ResultPage(
      result: result, queryThumbnail: thumbnail(ofQuery: ResultPage.thumbnailSide),
      thumbnails: result.matches.map { thumbnail(of: $0, side: ResultPage.thumbnailSide) },
      heat: try result.explanation.flatMap { try heatMaps($0) })
    try WholeFile.write(Array(page.html().utf8), to: path)
  }

  /// Whether there is anything to mark in the pictures: the descriptor has components that the network computes
  /// and pools over the image.
  public static func hasHeatMaps(_ descriptor: Descriptor) -> Bool {
    !PlaceExtractor.components(of: descriptor).isEmpty
  }

  /// The classes within which the search looked, to be put behind what it looked at.
  private var withinClasses: String { result.within.map { " within \($0.text)" } ?? "" }

  private func explained(_ explanation: SearchExplanation) throws -> ExplanationSheet {
    let heat = try heatMaps(explanation)
    let query = heat == nil ? thumbnail(ofQuery: Self.sheetThumbnailSide) : nil
    let pairs = result.matches.enumerated().map { index, match in
      let image = heat.map { $0[index].match } ?? thumbnail(of: match, side: Self.sheetThumbnailSide)
      return ExplanationSheet.Pair(
        query: (heat.map { $0[index].query } ?? query) ?? Self.emptyFrame,
        match: ContactSheet.Result(
          image: image ?? Self.emptyFrame, rank: match.rank, score: match.similarityText, label: match.label,
          name: PathBytes.names(match.path).last ?? match.path),
        parts: explanation.contributions[index].map { part in
          ExplanationSheet.Part(
            name: part.component, text: part.text, value: part.value, most: part.weight)
        })
    }
    return ExplanationSheet(
      title: "What makes results similar to \(result.queryName)",
      subtitle:
        "the \(result.matches.count) most similar of \(result.searched)\(withinClasses), by "
        + result.descriptor.summary,
      notes: ExplanationText.notes(on: result, hasHeat: heat != nil),
      scale: heat == nil ? nil : (ExplanationText.cold, ExplanationText.warm), pairs: pairs,
      footer: "Similarities are cosines of \(result.descriptor.name), the sum of the bars. Lithoscope")
  }

  /// The pictures under heat, drawn once; nil where the descriptor has nothing to mark.
  private func heatMaps(_ explanation: SearchExplanation) throws -> [HeatMaps.Pair]? {
    if let pairs = drawn.pairs { return pairs }
    guard Self.hasHeatMaps(result.descriptor),
      let weights = try collection.models.open(for: [result.descriptor])
    else { return nil }
    let extractor = PlaceExtractor(result.descriptor, input: explanation.input, weights: weights)
    let preparer = ImagePreparer([result.descriptor], input: explanation.input, limits: decoder.limits)
    let side = max(Self.sheetThumbnailSide, ResultPage.thumbnailSide)
    drawn.pairs = try HeatMaps(
      explanation, of: result.descriptor, extractor: extractor,
      query: (thumbnail(ofQuery: side), try? queryPicture?.prepare(with: preparer))
    ) { index in
      let match = result.matches[index]
      return (
        thumbnail(of: match, side: side), try? QueryPicture(path: file(of: match)).prepare(with: preparer)
      )
    }.pairs
    return drawn.pairs
  }

  /// The first image of the query, or the part of it that was meant; nil where that cannot be read.
  private var queryPicture: QueryPicture? {
    let path = result.member.map { "\(collection.layout.images)/\($0)" } ?? result.query
    guard let region = result.region else { return QueryPicture(path: path) }
    let exact = try? QueryRegion(
      x: Double(region.x), y: Double(region.y), width: Double(region.width), height: Double(region.height),
      in: .pixels)
    return exact.flatMap { try? QueryPicture(path: path, region: $0, limits: decoder.limits) }
  }

  private func thumbnail(ofQuery side: Int) -> PixelBuffer? {
    guard let picture = queryPicture else { return nil }
    return picture.part ?? (try? decoder.decode(path: picture.path, fitting: side).pixels)
  }

  private func thumbnail(of match: Match, side: Int) -> PixelBuffer? {
    // A file that went away since it was indexed leaves an empty frame.
    try? decoder.decode(path: file(of: match), fitting: side).pixels
  }

  private func file(of match: Match) -> String { "\(collection.layout.images)/\(match.path)" }
}

extension SearchResult {
  /// The query in few words: the name of its file, and how many more there are.
  var queryName: String {
    let name = PathBytes.names(query).last ?? query
    return others.isEmpty ? name : "\(name) and \(others.count) more"
  }
}
