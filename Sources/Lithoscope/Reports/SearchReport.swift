import Glibc
import Imaging

/// A search's results as pictures: a contact sheet and a web page.
public struct SearchReport {
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
      title: "Images like \(name(of: result.query))",
      footer: "\(result.descriptor.name) · cosine similarity · \(result.searched) images compared",
      query: ContactSheet.Query(image: thumbnail(ofQuery: ContactSheet.thumbnailSide), caption: name(of: result.query)),
      results: result.matches.map { match in
        ContactSheet.Result(
          image: thumbnail(of: match, side: ContactSheet.thumbnailSide), rank: match.rank,
          score: match.similarityText, label: match.label, name: name(of: match.path))
      })
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
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
