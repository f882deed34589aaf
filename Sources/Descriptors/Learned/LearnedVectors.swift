import Neural

/// Makes the vectors of a trained model from those of its base. One serves one thread.
public final class LearnedVectors {
  private let head: LearnedHead

  /// - Throws: the system's refusal of memory.
  public init(_ model: LearnedModel) throws { head = try LearnedHead(model) }

  /// The model's vectors.
  ///
  /// - Parameter base: vectors of ``LearnedModel/base``, by the model's own convolutions where these were
  ///   fine-tuned.
  /// - Returns: unit vectors, nil where a head has nothing to say.
  /// - Throws: ``HeadError`` for vectors of another dimension.
  public func vectors(of base: [[Float]]) throws -> [[Float]?] { try head.run(base).map(\.vector) }
}
