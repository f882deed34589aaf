import Evaluation
import Imaging

/// Queries with their first results as pictures, in green frames where the label is right and in red ones
/// where it is wrong.
struct QueryGallery {
  let report: EvaluationReport
  let result: RetrievalResult
  let thumbnail: (_ item: Int) -> PixelBuffer?

  /// Rows in each list.
  private static let count = 6

  /// Queries with the lowest average precision, of as many classes as there are.
  var worst: [QueryOutcome] { first { $0.averagePrecision < $1.averagePrecision } }
  /// Queries with the highest average precision, of as many classes as there are.
  var best: [QueryOutcome] { first { $0.averagePrecision > $1.averagePrecision } }

  private func first(by isBefore: (QueryOutcome, QueryOutcome) -> Bool) -> [QueryOutcome] {
    let sorted = result.queries.sorted {
      isBefore($0, $1) || (!isBefore($1, $0) && $0.item < $1.item)
    }
    var classes: Set<Int> = []
    var chosen: [QueryOutcome] = []
    var others: [QueryOutcome] = []
    for query in sorted {
      if classes.insert(query.label).inserted { chosen.append(query) } else { others.append(query) }
      if chosen.count == Self.count { return chosen }
      // Enough to fill up with when there are few classes.
      if others.count > Self.count { others.removeLast() }
    }
    return (chosen + others.prefix(Self.count - chosen.count)).sorted {
      isBefore($0, $1) || (!isBefore($1, $0) && $0.item < $1.item)
    }
  }

  /// The rows as HTML.
  ///
  /// - Throws: the encoder's error.
  func rows(_ queries: [QueryOutcome]) throws -> String {
    let rows = try queries.map { query in
      let hits = try query.hits.prefix(report.k).map { hit in
        let isRight = report.images[hit.item].label == report.images[query.item].label
        return try figure(
          hit.item, kind: isRight ? "hit right" : "hit wrong",
          caption: "\(DecimalText.fixed(Double(hit.similarity), places: 3)) \(report.images[hit.item].label)")
      }
      return """
        <li>\(try figure(query.item, kind: "asked", caption: report.images[query.item].label))\
        <div class="answer"><p>\(HTMLText.escaped(report.images[query.item].path)) · average precision \
        \(FigureText.share(query.averagePrecision)), \(query.relevant) to find</p>\
        <div class="hits">\(hits.joined())</div></div></li>
        """
    }
    return "<ol class=\"queries\">\(rows.joined(separator: "\n"))</ol>"
  }

  private func figure(_ item: Int, kind: String, caption: String) throws -> String {
    let image = report.images[item]
    let text = HTMLText.escaped(image.path)
    let picture: String
    if let pixels = thumbnail(item) {
      let isSmall = max(pixels.width, pixels.height) < ResultPage.crispSide
      let bytes = isSmall ? try pixels.png() : try pixels.jpeg(quality: 80)
      let address = HTMLText.dataAddress(bytes, type: isSmall ? "image/png" : "image/jpeg")
      picture = "<img src=\"\(address)\" alt=\"\(text)\"\(isSmall ? " class=\"small\"" : "")>"
    } else {
      picture = "<div class=\"gone\" role=\"img\" aria-label=\"\(text)\">not readable</div>"
    }
    return "<figure class=\"\(kind)\" title=\"\(text)\">\(picture)<figcaption>\(HTMLText.escaped(caption))"
      + "</figcaption></figure>"
  }
}
