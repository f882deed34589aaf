/// How a collection of vectors is searched.
public enum IndexKind: String, Sendable, CaseIterable {
  /// The query against every row: always right.
  case exact
  /// A graph of neighbours (Malkov & Yashunin, 2018, arXiv:1603.09320): nearly always right, and fast on large
  /// collections.
  case hnsw
  /// A forest of random splits in the file format of Spotify's Annoy: for those who exchange files with it.
  case annoy
}
