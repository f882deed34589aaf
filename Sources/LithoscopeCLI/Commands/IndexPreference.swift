import ArgumentParser
import VectorSearch

/// What `--index` takes.
enum IndexPreference: String, CaseIterable, ExpressibleByArgument {
  case auto
  case exact
  case hnsw
  case annoy

  /// What asks for a kind.
  init(_ kind: IndexKind) {
    self =
      switch kind {
      case .exact: .exact
      case .hnsw: .hnsw
      case .annoy: .annoy
      }
  }

  /// The kind; nil where it is left to the size of the collection.
  var kind: IndexKind? { IndexKind(rawValue: rawValue) }
}

/// The kinds of `evaluate --index`.
extension IndexKind: ExpressibleByArgument {}
