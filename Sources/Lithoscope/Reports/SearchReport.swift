import Glibc
import Imaging

/// A search's results as pictures: a contact sheet and a web page.
public struct SearchReport {
  /// Longest side of a thumbnail on a contact sheet, in pixels: at least its cell's.
  private static let sheetThumbnailSide = 512
  /// What stands for an image that can no longer be read.
  private static let emptyFrame = PixelBuffer(width: 1, height: 1, pixels: [226, 221, 213])

  private let result: SearchResult
  private let collection: ImageCollection
  private let decoder: ImageDecoder

  /// A report on a result of that collection.
  public init(_ result: SearchResult, in collection: ImageCollection) {
    self.result = result
    self.collection = collection
    decoder = ImageDecoder(limits: collection.decodingLimits)
  }

  /// Draws the query and its results into one picture (.png, .jpg or .webp).
  ///
  /// - Throws: the encoder's error with the remedy.
  public func writeSheet(to path: String) throws {
    let sheet = ContactSheet(
      title: "The \(result.matches.count) most similar images",
      subtitle: "of \(result.searched), by \(result.descriptor.summary)",
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
  /// - Throws: ``CollectionError/storageUnwritable(path:reason:)`` or the encoder's error.
  public func writePage(to path: String) throws {
    let page = ResultPage(
      result: result, queryThumbnail: thumbnail(ofQuery: ResultPage.thumbnailSide),
      thumbnails: result.matches.map { thumbnail(of: $0, side: ResultPage.thumbnailSide) })
    try WholeFile.write(Array(page.html().utf8), to: path)
  }

  /// The first image of the query, or the part of it that was meant.
  private func thumbnail(ofQuery side: Int) -> PixelBuffer? {
    let path = result.member.map { "\(collection.layout.images)/\($0)" } ?? result.query
    guard let region = result.region else { return try? decoder.decode(path: path, fitting: side).pixels }
    let exact = try? QueryRegion(
      x: Double(region.x), y: Double(region.y), width: Double(region.width), height: Double(region.height),
      in: .pixels)
    guard let exact else { return nil }
    return try? QueryPicture(path: path, region: exact, limits: decoder.limits).part
  }

  private func thumbnail(of match: Match, side: Int) -> PixelBuffer? {
    // A file that went away since it was indexed leaves an empty frame.
    try? decoder.decode(path: "\(collection.layout.images)/\(match.path)", fitting: side).pixels
  }
}

extension SearchResult {
  /// The query in few words: the name of its file, and how many more there are.
  var queryName: String {
    let name = PathBytes.names(query).last ?? query
    return others.isEmpty ? name : "\(name) and \(others.count) more"
  }
}
