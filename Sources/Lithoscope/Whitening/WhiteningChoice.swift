import Descriptors
import VectorSearch

/// Which descriptors are whitened, and of which components their vectors are made.
struct WhiteningChoice: Sendable {
  /// The components of a descriptor's vector; nil where it is compared as it is.
  let components: @Sendable (Descriptor) -> [ComponentLayout]?
  /// Contents beyond which a whitening is kept while little changes.
  var largest = Whitening.mostRows

  /// What the descriptors themselves say.
  static let standard = WhiteningChoice(components: { descriptor in
    guard descriptor.isWhitened else { return nil }
    return descriptor.components.map { ComponentLayout(columns: $0.columns, weight: Float($0.weight)) }
  })
}
