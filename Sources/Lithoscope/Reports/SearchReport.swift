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

  /// A report on a result of that collection.
  public init(_ result: SearchResult, in collection: ImageCollection) {
    self.result = result
    self.collection = collection
  }

  /// Draws the query and its results into one picture (.png, .jpg or .webp).
  ///
  /// - Throws: the encoder's error with the remedy.
  public func writeSheet(to path: String) throws {
    let sheet = ContactSheet(
      title: "The \(result.matches.count) most similar images",
      subtitle: "of \(result.searched), by \(result.descriptor.summary)",
      query: ContactSheet.Query(
        image: thumbnail(ofQuery: Self.sheetThumbnailSide) ?? Self.emptyFrame, name: name(of: result.query)),
      results: result.matches.map { match in
        ContactSheet.Result(
          image: thumbnail(of: match, side: Self.sheetThumbnailSide) ?? Self.emptyFrame, rank: match.rank,
          score: match.similarityText, label: match.label, name: name(of: match.path))
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

  private func thumbnail(ofQuery side: Int) -> PixelBuffer? {
    let path = result.member.map { "\(collection.layout.images)/\($0)" } ?? result.query
    return try? ImageDecoder().decode(path: path, fitting: side).pixels
  }

  private func thumbnail(of match: Match, side: Int) -> PixelBuffer? {
    // A file that went away since it was indexed leaves an empty frame.
    try? ImageDecoder().decode(path: "\(collection.layout.images)/\(match.path)", fitting: side).pixels
  }

  private func name(of path: String) -> String {
    PathBytes.names(path).last ?? path
  }
}
