import Crypto

/// The page's files, which are part of the program.
enum PageFiles {
  /// One file.
  struct File: Sendable {
    let bytes: [UInt8]
    let mediaType: String
    /// The first half of the SHA-256 of its bytes.
    let tag: String

    init(_ bytes: [UInt8], _ mediaType: String) {
      self.bytes = bytes
      self.mediaType = mediaType
      let digits = SHA256.hash(data: bytes).prefix(16).map {
        String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)
      }
      tag = "\"\(digits.joined())\""
    }
  }

  /// The file that the address `/` shows.
  static let index = "index.html"

  /// All files by their names; each stands in the folder `Page` and here.
  static let all: [String: File] = [
    "add.js": File(PackageResources.add_js, script),
    "address.js": File(PackageResources.address_js, script),
    "announcement.js": File(PackageResources.announcement_js, script),
    "api.js": File(PackageResources.api_js, script),
    "base.css": File(PackageResources.base_css, style),
    "box.js": File(PackageResources.box_js, script),
    "camera.js": File(PackageResources.camera_js, script),
    "card.js": File(PackageResources.card_js, script),
    "collection.js": File(PackageResources.collection_js, script),
    "details.js": File(PackageResources.details_js, script),
    "elements.js": File(PackageResources.elements_js, script),
    "evaluation.js": File(PackageResources.evaluation_js, script),
    "examples.js": File(PackageResources.examples_js, script),
    "filters.js": File(PackageResources.filters_js, script),
    "focus.js": File(PackageResources.focus_js, script),
    "gestures.js": File(PackageResources.gestures_js, script),
    "graticule.js": File(PackageResources.graticule_js, script),
    "icon.svg": File(PackageResources.icon_svg, drawing),
    "index.html": File(PackageResources.index_html, html),
    "intake.js": File(PackageResources.intake_js, script),
    "label-mark.js": File(PackageResources.label_mark_js, script),
    "legend.js": File(PackageResources.legend_js, script),
    "main.js": File(PackageResources.main_js, script),
    "map.js": File(PackageResources.map_js, script),
    "navigation.js": File(PackageResources.navigation_js, script),
    "outage.js": File(PackageResources.outage_js, script),
    "palette.js": File(PackageResources.palette_js, script),
    "picked-images.js": File(PackageResources.picked_images_js, script),
    "places.js": File(PackageResources.places_js, script),
    "point-grid.js": File(PackageResources.point_grid_js, script),
    "problem.js": File(PackageResources.problem_js, script),
    "query-panel.js": File(PackageResources.query_panel_js, script),
    "query.css": File(PackageResources.query_css, style),
    "reliability-plot.js": File(PackageResources.reliability_plot_js, script),
    "reports.css": File(PackageResources.reports_css, style),
    "requests.js": File(PackageResources.requests_js, script),
    "results.css": File(PackageResources.results_css, style),
    "results.js": File(PackageResources.results_js, script),
    "scatter-drawing.js": File(PackageResources.scatter_drawing_js, script),
    "scatter.css": File(PackageResources.scatter_css, style),
    "scatter.js": File(PackageResources.scatter_js, script),
    "searching.js": File(PackageResources.searching_js, script),
    "session.js": File(PackageResources.session_js, script),
    "settings.js": File(PackageResources.settings_js, script),
    "spread.js": File(PackageResources.spread_js, script),
    "status.js": File(PackageResources.status_js, script),
    "subject.js": File(PackageResources.subject_js, script),
    "table.js": File(PackageResources.table_js, script),
    "theme.js": File(PackageResources.theme_js, script),
    "thumbnail-atlas.js": File(PackageResources.thumbnail_atlas_js, script),
    "tokens.css": File(PackageResources.tokens_css, style),
    "uploads.js": File(PackageResources.uploads_js, script),
    "views.js": File(PackageResources.views_js, script),
    "welcome.js": File(PackageResources.welcome_js, script),
    "words.js": File(PackageResources.words_js, script),
  ]

  private static let html = "text/html; charset=utf-8"
  private static let style = "text/css; charset=utf-8"
  private static let script = "text/javascript; charset=utf-8"
  private static let drawing = "image/svg+xml"
}
