import Descriptors
import Imaging
import VectorSearch

extension WarmNetwork {
  /// The part of a match that agrees with the query: by the network's pooled components where the descriptor has any,
  /// and by trying parts as large as the query's where pixels are enough.
  ///
  /// - Parameters:
  ///   - rank: the match's place in the answer, from 0.
  ///   - share: width and height of the query's part, 0…1 of its image.
  /// - Returns: nil where the descriptor sees no parts, or all are alike.
  /// - Throws: ``QueryError`` for a file that cannot be read; the network's error.
  public func agreement(
    _ answer: SessionAnswer, rank: Int, in snapshot: CollectionSnapshot, by vectors: SnapshotVectors,
    share: SIMD2<Double>, limits: DecodingLimits
  ) throws -> AgreementRegion? {
    let place = answer.places[rank]
    guard let row = vectors.row(ofImage: place) else { return nil }
    let picture = SessionPicture(snapshot.images[place], in: collection)
    if vectors.descriptor.isDeep {
      guard !PlaceExtractor.components(of: vectors.descriptor).isEmpty else { return nil }
      let prepared = try prepare(picture, for: vectors, limits: limits)
      let shares = try places(of: prepared.image, by: vectors).shares(
        own: vectors.compared(row), with: answer.vector)
      return PlaceShares.together(shares).flatMap { AgreementRegion($0) }
    }
    guard vectors.descriptor.learned == nil, !vectors.descriptor.isImported else { return nil }
    return try bestWindow(of: picture, with: answer.vector, by: vectors, share: share, limits: limits)
  }

  /// Longest side of the picture that windows are cut from, in pixels.
  private static let windowedSide = 256
  /// The most windows across and down.
  private static let mostSteps = 5

  /// The window, as large as the query's part, that is most like the query.
  private func bestWindow(
    of picture: SessionPicture, with query: [Float], by vectors: SnapshotVectors, share: SIMD2<Double>,
    limits: DecodingLimits
  ) throws -> AgreementRegion? {
    let image = try picture.decode(fitting: Self.windowedSide, limits: limits).pixels
    let preparer = ImagePreparer([vectors.descriptor], input: .standard, limits: limits)
    let windows = Self.starts(share.x).flatMap { x in Self.starts(share.y).map { y in (x, y) } }
    guard windows.count > 1 else { return nil }
    var best: (similarity: Double, region: AgreementRegion)?
    for (x, y) in windows {
      let region = AgreementRegion(x: x, y: y, width: share.x, height: share.y)
      let part = PixelRectangle(
        x: Int(x * Double(image.width)), y: Int(y * Double(image.height)),
        width: max(1, Int(share.x * Double(image.width))), height: max(1, Int(share.y * Double(image.height)))
      )
      let prepared = try preparer.prepare(image.cropped(to: part.intersection(image.bounds)).png())
      let window = Prepared(
        image: prepared, name: picture.name, whole: (image.width, image.height), rectangle: part)
      guard let vector = try? describe([window], by: vectors)[0].get() else { continue }
      let similarity = SearchExplanation.product(vectors.vectors.comparable(vector), query)
      if similarity > best?.similarity ?? -2 { best = (similarity, region) }
    }
    return best?.region
  }

  /// Where windows of a length begin, half a window apart where there is room for so many.
  private static func starts(_ length: Double) -> [Double] {
    let room = max(0, 1 - length)
    let steps = min(mostSteps - 1, Int((room / (length / 2)).rounded(.up)))
    return steps == 0 ? [0] : (0...steps).map { room * Double($0) / Double(steps) }
  }
}
