extension ImageCollection {
  /// Writes the vectors of a descriptor and what is known of their images, for NumPy, pandas, FAISS and whatever
  /// else reads tables: a row for each image, in the order of paths. Memory does not grow with the collection.
  ///
  /// Beside the vectors lies `NAME.descriptor.json`, which says what made them: with it, ``importVectors(_:observe:)``
  /// takes them back, on another computer as well.
  ///
  /// - Parameter observe: told how many images of how many are written; says whether to go on.
  /// - Returns: what was written; nil when it was stopped, and nothing is written then.
  /// - Throws: ``CollectionError``, ``ExportError``.
  public func exportVectors(
    _ options: ExportOptions, observe: (_ done: Int, _ total: Int) -> Bool = { _, _ in true }
  ) throws -> ExportReport? {
    try withoutActuallyEscaping(observe) {
      try Exporter(collection: self, options: options, observe: $0).run()
    }
  }
}
