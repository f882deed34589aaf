import Imaging

/// A question to a snapshot of a collection, whose query images were described already.
public struct SessionRequest: Sendable {
  /// An image of the query.
  public enum Image: Sendable {
    /// A member, by its place in the snapshot.
    case member(Int)
    /// A picture with its vector as it was computed: an upload, or a part of something. Where it is or shows a
    /// member, that one is never a result.
    case described(name: String, vector: [Float], member: Int?)
  }

  /// What the results should look like, at least one.
  public var images: [Image]
  /// What they should not look like.
  public var excluded: [Image] = []
  /// The part of the first image that its vector shows, in pixels of the upright image.
  public var region: PixelRectangle?
  /// How many of the nearest images are added to the query before the search proper; see ``QueryVector``.
  public var expansion = 0
  /// Which images are meant.
  public var filter = ImageFilter()
  /// How many images to find, at least 1.
  public var count: Int
  /// Whether the answer says what each component of the descriptor brings.
  public var explains = false
  /// Whether all vectors are looked at one by one, whatever index there is.
  public var exactly = false

  /// A request; what is not given leaves the search plain.
  public init(_ images: [Image], count: Int = 8) {
    self.images = images
    self.count = count
  }

  /// Refuses what contradicts itself.
  ///
  /// - Throws: ``CollectionError/badCount(_:)``, ``SearchRequestError``.
  func check(_ snapshot: CollectionSnapshot) throws {
    guard count >= 1 else { throw CollectionError.badCount(count) }
    guard !images.isEmpty else { throw SearchRequestError.noImage }
    guard expansion >= 0 else { throw SearchRequestError.badExpansion(expansion) }
    guard region == nil || images.count == 1 else {
      throw SearchRequestError.regionOfSeveral(images: images.count)
    }
    let wanted = Set(images.compactMap(\.member))
    if let both = excluded.lazy.compactMap(\.member).first(where: wanted.contains) {
      throw SearchRequestError.wantedAndNot(snapshot.images[both].path)
    }
  }
}

extension SessionRequest.Image {
  /// The place of the member that it is.
  var member: Int? {
    switch self {
    case .member(let place): place
    case .described(_, _, let member): member
    }
  }

  /// As it is called in answers.
  func name(_ snapshot: CollectionSnapshot) -> String {
    switch self {
    case .member(let place): snapshot.images[place].path
    case .described(let name, _, _): name
    }
  }
}
