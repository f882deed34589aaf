import Imaging

/// The results of a search as one HTML file that needs nothing else: no script, no network.
struct ResultPage {
  let result: SearchResult
  /// The query and the matches as thumbnails; nil where a file can no longer be shown.
  let queryThumbnail: PixelBuffer?
  let thumbnails: [PixelBuffer?]

  /// Longest side of a thumbnail in the page, in pixels: sharp on a screen of double density.
  static let thumbnailSide = 480
  /// Smaller images keep crisp pixels when they are enlarged.
  static let crispSide = 128

  /// The page.
  ///
  /// - Throws: the encoder's error.
  func html() throws -> String {
    let cards = try zip(result.matches, thumbnails).map { try card($0, $1) }.joined()
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
      the cosine of the two descriptors; 1 means the same image.</p></figcaption></figure>
      </header>
      <main><ol>\(cards)</ol></main>
      <footer>Made by Lithoscope.\(result.descriptor.model == .none ? "" : " " + Self.credit)</footer>
      </body>
      </html>

      """
  }

  private func card(_ match: Match, _ thumbnail: PixelBuffer?) throws -> String {
    let label = match.label.map { "<span class=\"label\">\(HTMLText.escaped($0))</span>" } ?? ""
    let share = DecimalText.fixed(max(0, match.roundedSimilarity) * 100, places: 2)
    return """
      <li><figure>\(try picture(thumbnail, alternative: "Result \(match.rank), \(match.path)"))
      <figcaption><div class="line"><span class="rank">\(match.rank)</span>\
      <span class="score">\(match.similarityText)</span>\(label)</div>
      <div class="bar" aria-hidden="true"><div style="width:\(share)%"></div></div>
      <div class="path">\(HTMLText.escaped(match.path))</div></figcaption></figure></li>

      """
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
    footer{margin-top:2.5rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--soft);\
    font-size:.85rem}
    """
}
