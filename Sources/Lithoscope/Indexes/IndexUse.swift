/// Which index somebody who opens vectors wants to have opened with them.
enum IndexUse {
  /// None: the rows are searched exactly, or not at all.
  case none
  /// The one that the collection has; with an effort of one's own, or with the one that it was measured at.
  ///
  /// `choice` says what it should be where nobody has said.
  case stored(effort: Int?, choice: IndexChoice)
}
