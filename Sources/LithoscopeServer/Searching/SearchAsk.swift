import Foundation
import Lithoscope

/// A search as clients ask for it in JSON.
struct SearchAsk: Decodable, Sendable {
  /// One image, named in one of three ways.
  struct Image: Decodable, Sendable {
    /// A member by its number.
    var id: Int64?
    /// A member by its path below the collection's folder.
    var path: String?
    /// An upload that the server remembers.
    var upload: String?
  }

  /// A rectangle in shares of the upright image's sides.
  struct Region: Codable, Sendable {
    let x: Double
    let y: Double
    let width: Double
    let height: Double
  }

  /// Which images are meant.
  struct Filters: Decodable, Sendable {
    /// Classes of which an image must have one.
    var labels: [String]?
    /// Conditions, as after `--where`.
    var `where`: [String]?
  }

  var images: [Image]?
  var not: [Image]?
  var region: Region?
  var filters: Filters?
  var descriptor: String?
  var k: Int?
  var exact: Bool?
  var expand: Int?
  var explain: Bool?

  /// More images than this make no better query.
  static let mostImages = 64
  /// More conditions than this are a mistake.
  static let mostConditions = 64

  /// Reads what a client sent.
  ///
  /// - Throws: ``Problem``.
  init(json: some Sequence<UInt8>) throws(Problem) {
    do { self = try JSONDecoder().decode(SearchAsk.self, from: Data(json)) } catch {
      throw Problem(
        .badRequest, "The query is not the JSON object that is expected; /api/openapi.json describes it.")
    }
    try check()
  }

  /// An empty query.
  init() {}

  /// Refuses more than anybody means.
  func check() throws(Problem) {
    guard (images ?? []).count + (not ?? []).count <= Self.mostImages else {
      throw Problem(.badRequest, "The query has more than \(Self.mostImages) images; leave some of them out.")
    }
    guard (filters?.labels ?? []).count + (filters?.where ?? []).count <= Self.mostConditions else {
      throw Problem(
        .badRequest, "The filter has more than \(Self.mostConditions) conditions; leave some of them out.")
    }
  }

  /// The region, if there is one.
  ///
  /// - Throws: ``QueryRegionError``.
  func queryRegion() throws(QueryRegionError) -> QueryRegion? {
    guard let region else { return nil }
    return try QueryRegion(x: region.x, y: region.y, width: region.width, height: region.height, in: .shares)
  }

  /// The filter.
  ///
  /// - Parameter table: more keys.
  /// - Throws: ``FilterError``.
  func filter(_ table: CSVTable?) throws(FilterError) -> ImageFilter {
    var conditions: [FilterCondition] = []
    for text in filters?.where ?? [] { conditions.append(try FilterCondition(text)) }
    return ImageFilter(labels: filters?.labels ?? [], conditions: conditions, table: table)
  }
}
