import Imaging

/// The results of a search as one HTML file that needs nothing else: no script, no network.
struct ResultPage {
  let result: SearchResult
  /// The query and the matches as thumbnails; nil where a file can no longer be shown.
  let queryThumbnail: PixelBuffer?
  let thumbnails: [PixelBuffer?]
  /// Query and match under heat, in place of the thumbnails of the matches; nil for plain ones.
  var heat: [HeatMaps.Pair]?

  /// Longest side of a thumbnail in the page, in pixels: sharp on a screen of double density.
  static let thumbnailSide = 480
  /// Smaller images keep crisp pixels when they are enlarged.
  static let crispSide = 128

  /// The page.
  ///
  /// - Throws: the encoder's error.
  func html() throws -> String {
    let cards = try result.matches.indices.map { try card($0) }.joined()
    let name = HTMLText.escaped(result.queryName)
    return """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Images like \(name) · Lithoscope</title>
      <style>\(Self.style)</style>
      </head>
      <body>
      <header>
      <figure class="query">\(try picture(queryThumbnail, alternative: "The query, \(result.query)"))
      <figcaption><h1>Images like <span>\(name)</span></h1>
      <p>The \(result.matches.count) most similar of \(result.searched) images by \
      \(HTMLText.escaped(result.descriptor.name)): \(HTMLText.escaped(result.descriptor.summary)). The score is \
      the cosine of the two descriptors; 1 means the same image.\(within)</p>\(notes)</figcaption></figure>
      </header>
      <main><ol\(heat == nil ? "" : " class=\"pairs\"")>\(cards)</ol></main>
      <footer>Made by Lithoscope.\(result.descriptor.model == .none ? "" : " " + Self.credit)</footer>
      </body>
      </html>

      """
  }

  /// The classes within which the search looked, if it did not look at all images.
  private var within: String {
    guard let within = result.within else { return "" }
    return HTMLText.escaped(
      " Searched within \(within.text), the classes that \(within.model) takes the query for.")
  }

  /// What is to be seen, where the results are explained.
  private var notes: String {
    guard result.explanation != nil else { return "" }
    let scale = """
      <p class="scale"><span>\(ExplanationText.cold)</span><i aria-hidden="true"></i>\
      <span>\(ExplanationText.warm)</span></p>
      """
    let notes = ExplanationText.notes(on: result, hasHeat: heat != nil).joined(separator: " ")
    return "<p>\(HTMLText.escaped(notes))</p>"
      + (heat == nil ? "" : scale)
  }

  private func card(_ index: Int) throws -> String {
    let match = result.matches[index]
    let label = match.label.map { "<span class=\"label\">\(HTMLText.escaped($0))</span>" } ?? ""
    let share = DecimalText.fixed(max(0, match.roundedSimilarity) * 100, places: 2)
    let alternative = "Result \(match.rank), \(match.path)"
    let pictures =
      try heat.map { pairs in
        let query = try picture(
          pairs[index].query, alternative: "The query as it agrees with result \(match.rank)")
        return
          "<div class=\"pair\">\(query)\(try picture(pairs[index].match, alternative: alternative))</div>"
      } ?? picture(thumbnails[index], alternative: alternative)
    return """
      <li><figure>\(pictures)
      <figcaption><div class="line"><span class="rank">\(match.rank)</span>\
      <span class="score">\(match.similarityText)</span>\(label)</div>
      <div class="bar" aria-hidden="true"><div style="width:\(share)%"></div></div>
      <div class="path">\(HTMLText.escaped(match.path))</div>\(parts(index))</figcaption></figure></li>

      """
  }

  /// What each component brings, as bars in tracks as long as it could bring.
  private func parts(_ index: Int) -> String {
    guard let parts = result.explanation?.contributions[index] else { return "" }
    let most = parts.map { max($0.weight, abs($0.value)) }.max() ?? 1
    func percent(_ part: Double) -> String { DecimalText.fixed(100 * part / most, places: 2) }
    let lines: [String] = parts.map { part in
      """
      <dt>\(HTMLText.escaped(part.component))</dt><dd><span class="track" aria-hidden="true">\
      <i style="width:\(percent(part.weight))%"></i>\
      <b class="\(part.value < 0 ? "less" : "more")" style="width:\(percent(abs(part.value)))%"></b></span>\
      <span class="number">\(part.text)</span></dd>
      """
    }
    return "<dl>\(lines.joined(separator: "\n"))</dl>"
  }

  private func picture(_ image: PixelBuffer?, alternative: String) throws -> String {
    let text = HTMLText.escaped(alternative)
    guard let image else {
      return "<div class=\"gone\" role=\"img\" aria-label=\"\(text)\">not readable</div>"
    }
    // Enlarged tiles keep crisp pixels; what is smaller than its frame would otherwise blur.
    let small = max(image.width, image.height) < Self.crispSide
    let bytes = small ? try image.png() : try image.jpeg(quality: 85)
    let address = HTMLText.dataAddress(bytes, type: small ? "image/png" : "image/jpeg")
    return "<img src=\"\(address)\" alt=\"\(text)\"\(small ? " class=\"small\"" : "")>"
  }

  static let credit =
    "VGG16 weights: CC BY 4.0, Visual Geometry Group, University of Oxford."

  /// The colours of heat as stops of a gradient in CSS.
  private static let heatColours: String = {
    let stops: [String] = stride(from: 0, through: 255, by: 51).map { step in
      let colour = PerceptualColourMap.colours[step]
      return "rgb(\(colour.red),\(colour.green),\(colour.blue))"
    }
    return stops.joined(separator: ",")
  }()

  private static let style = """
    :root{color-scheme:light dark;--paper:#faf8f5;--ink:#24211d;--soft:#6b645b;--line:#e2ddd5;--card:#fff;\
    --accent:#9a4a1f}
    @media(prefers-color-scheme:dark){:root{--paper:#1b1a18;--ink:#efebe5;--soft:#aaa297;--line:#3a3733;\
    --card:#252321;--accent:#e39a6a}}
    *{box-sizing:border-box}
    body{margin:0 auto;padding:2rem 1.25rem;max-width:76rem;background:var(--paper);color:var(--ink);\
    font:1rem/1.5 system-ui,sans-serif}
    figure{margin:0}
    .query{display:flex;flex-wrap:wrap;gap:1.75rem;align-items:center;margin-bottom:2rem}
    .query img,.query .gone{width:16rem;height:16rem;border-radius:.5rem}
    .query figcaption{flex:1 1 20rem;min-width:0}
    h1{margin:0 0 .5rem;font-size:1.6rem;line-height:1.25;font-weight:600;overflow-wrap:anywhere}
    h1 span{color:var(--accent)}
    p{margin:0;color:var(--soft);max-width:46rem}
    ol{list-style:none;margin:0;padding:0;display:grid;gap:1.25rem;\
    grid-template-columns:repeat(auto-fill,minmax(15rem,1fr))}
    li{background:var(--card);border:1px solid var(--line);border-radius:.5rem;overflow:hidden}
    img{display:block;width:100%;height:15rem;object-fit:contain;background:var(--line)}
    img.small{image-rendering:pixelated}
    .gone{display:grid;place-items:center;height:15rem;background:var(--line);color:var(--soft)}
    li figcaption{padding:.75rem .9rem .9rem}
    .line{display:flex;gap:.6rem;align-items:baseline}
    .rank{color:var(--soft);min-width:1.2rem}
    .score{font-weight:600;font-variant-numeric:tabular-nums}
    .label{margin-left:auto;color:var(--accent);overflow-wrap:anywhere}
    .bar{height:3px;margin:.45rem 0;background:var(--line);border-radius:2px}
    .bar div{height:100%;background:var(--accent);border-radius:2px}
    .path{color:var(--soft);font-size:.85rem;overflow-wrap:anywhere}
    ol.pairs{grid-template-columns:repeat(auto-fill,minmax(min(27rem,100%),1fr))}
    .pair{display:grid;grid-template-columns:1fr 1fr;gap:2px;background:var(--card)}
    .scale{display:flex;flex-wrap:wrap;gap:.6rem;align-items:center;margin-top:.6rem;color:var(--ink)}
    .scale i{width:11rem;height:.75rem;background:linear-gradient(90deg,\(heatColours))}
    p+p{margin-top:.6rem}
    dl{margin:.6rem 0 0;display:grid;grid-template-columns:auto 1fr;gap:.1rem .75rem;font-size:.85rem}
    dd{margin:0;display:flex;gap:.75rem;align-items:center}
    .track{position:relative;flex:1;height:.5rem}
    .track i,.track b{position:absolute;left:0;top:0;bottom:0;background:var(--line)}
    .track b.more{background:var(--accent)}
    .track b.less{background:var(--soft)}
    .number{min-width:3.5rem;text-align:right;font-variant-numeric:tabular-nums}
    footer{margin-top:2.5rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--soft);\
    font-size:.85rem}
    """
}
