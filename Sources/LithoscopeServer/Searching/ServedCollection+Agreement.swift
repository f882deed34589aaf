import Imaging
import Lithoscope

/// Where results agree with the part of the query that was meant.
extension ServedCollection {
  /// So many results are looked into; a page shows no more at once.
  private static let mostAgreements = 24

  /// The part of each result that is most like the query's; none for results far down, and for those whose file cannot
  /// be read.
  ///
  /// - Parameter region: the query's part, and of how large an image.
  func agreements(
    _ answer: SessionAnswer, _ finder: QueryVectors,
    region: (pixels: PixelRectangle, of: (width: Int, height: Int))?
  ) async throws -> [SearchAnswer.Agreement?] {
    guard let region else { return answer.places.map { _ in nil } }
    let share = SIMD2(
      Double(region.pixels.width) / Double(region.of.width),
      Double(region.pixels.height) / Double(region.of.height))
    let limits = decodingLimits(finder.snapshot)
    let count = min(answer.places.count, Self.mostAgreements)
    let found = try await withThrowingTaskGroup(of: (Int, AgreementRegion?).self) { group in
      for rank in 0..<count {
        group.addTask { [self] in
          let region = try await pictures.run { [session] in
            try? session.network.agreement(
              answer, rank: rank, in: finder.snapshot, by: finder.vectors, share: share, limits: limits)
          }
          return (rank, region ?? nil)
        }
      }
      return try await group.reduce(into: [Int: AgreementRegion]()) { $0[$1.0] = $1.1 }
    }
    return answer.places.indices.map { rank in
      found[rank].map { SearchAnswer.Agreement(x: $0.x, y: $0.y, width: $0.width, height: $0.height) }
    }
  }
}
