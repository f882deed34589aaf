import Descriptors
import Imaging

/// What `search --json` prints.
package struct SearchOutput: Encodable {
  package struct Result: Encodable {
    let rank: Int
    let path: String
    let similarity: Double
    @Nullable var label: String?
    @Nullable var sameLabelProbability: Double?

    /// Left out where it was not asked for.
    let explanation: [Part]?

    package init(_ match: Match, _ scores: CalibratedScores?, _ parts: [Contribution]?) {
      rank = match.rank
      path = match.path
      similarity = match.roundedSimilarity
      _label = Nullable(wrappedValue: match.label)
      _sameLabelProbability = Nullable(
        wrappedValue: scores.map { ($0.chance(of: match) * 10_000).rounded() / 10_000 })
      explanation = parts?.map(Part.init)
    }
  }

  /// What a component brings to a similarity.
  package struct Part: Encodable {
    let component: String
    let weight: Double
    @Nullable var cosine: Double?
    let contribution: Double

    init(_ part: Contribution) {
      // Two decimals more than the similarity, so that they add up to it.
      func rounded(_ value: Double) -> Double { (value * 1_000_000).rounded() / 1_000_000 }
      component = part.component
      weight = rounded(part.weight)
      _cosine = Nullable(wrappedValue: part.cosine.map(rounded))
      contribution = rounded(part.value)
    }
  }

  /// A class within which the search looked.
  package struct Class: Encodable {
    let label: String
    let probability: Double

    package init(_ candidate: ClassPrediction.Class) {
      label = candidate.label
      probability = (candidate.probability * 10_000).rounded() / 10_000
    }
  }

  package struct Region: Encodable {
    let x: Int
    let y: Int
    let width: Int
    let height: Int

    init(_ rectangle: PixelRectangle) {
      x = rectangle.x
      y = rectangle.y
      width = rectangle.width
      height = rectangle.height
    }
  }

  /// What the chances rest on.
  package struct Calibration: Encodable {
    let pairs: Int
    let images: Int

    init(_ scores: CalibratedScores) {
      pairs = scores.stored.calibration.pairs
      images = scores.stored.images
    }
  }

  /// By what the collection was searched.
  package struct Index: Encodable {
    let kind: String
    @Nullable var recall: Double?
    @Nullable var effort: Int?

    init(_ index: SearchedIndex) {
      kind = index.kind.rawValue
      _recall = Nullable(wrappedValue: index.recall)
      _effort = Nullable(wrappedValue: index.effort)
    }
  }

  package let query: String
  package let queries: [String]
  package let not: [String]
  @Nullable package var region: Region?
  @Nullable package var expand: Int?
  package let descriptor: String
  /// Left out where the search looked at all images.
  package let within: [Class]?
  package let searched: Int
  package let index: Index
  package var results: [Result]
  @Nullable package var calibration: Calibration?
  @Nullable package var noGoodMatch: Bool?

  package init(_ result: SearchResult) {
    query = result.query
    queries = result.queries
    not = result.excluded
    _region = Nullable(wrappedValue: result.region.map(Region.init))
    _expand = Nullable(wrappedValue: result.expansion == 0 ? nil : result.expansion)
    descriptor = result.descriptor.name
    within = result.within?.classes.map(Class.init)
    searched = result.searched
    index = Index(result.index)
    results = result.matches.enumerated().map { index, match in
      Result(match, result.scores, result.explanation?.contributions[index])
    }
    _calibration = Nullable(wrappedValue: result.scores.map(Calibration.init))
    _noGoodMatch = Nullable(wrappedValue: result.scores?.haveNoGoodMatch(result.matches))
  }
}
