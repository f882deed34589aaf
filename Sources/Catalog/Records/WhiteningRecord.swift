/// What the catalog knows of the file of whitened vectors that was made from a descriptor's.
///
/// Row for row it belongs to the descriptor's own file, which stays the truth: all this can be made anew.
public struct WhiteningRecord: Sendable, Hashable {
  /// The name of the file of whitened vectors, without a folder.
  public var file: String
  /// The rows of that file that count: at most as many as the descriptor has. With 0 the file is not to be
  /// opened, and may be gone.
  public var rowCount: Int
  /// The whitening, in a form that only its maker knows; empty where the catalog's is too large to be one.
  public var parameters: [UInt8]
  /// The descriptor's rows when it was fitted, dead ones included.
  public var fittedRows: Int
  /// Those of them that were alive.
  public var fittedContents: Int
  /// When it was fitted, in seconds since 1970.
  public var created: Int64

  /// A file of whitened vectors.
  public init(
    file: String, rowCount: Int, parameters: [UInt8], fittedRows: Int, fittedContents: Int, created: Int64
  ) {
    self.file = file
    self.rowCount = rowCount
    self.parameters = parameters
    self.fittedRows = fittedRows
    self.fittedContents = fittedContents
    self.created = created
  }
}
