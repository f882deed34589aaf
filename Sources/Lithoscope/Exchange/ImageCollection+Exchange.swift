extension ImageCollection {
  /// Writes the vectors of a descriptor and what is known of their images, for NumPy, pandas, FAISS and whatever
  /// else reads tables: a row for each image, in the order of paths. Memory does not grow with the collection.
  ///
  /// Beside the vectors lies `NAME.descriptor.json`, which says what made them: with it, ``importVectors(_:_:observe:)``
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

  /// Takes vectors from a file: those that ``exportVectors(_:observe:)`` wrote are kept as indexing would have made
  /// them, for the images of the folder that have the same bytes, without running a network; those of other programs
  /// become a descriptor of their own, by which members can be searched and evaluated.
  ///
  /// The folder need not be indexed. Images without a row in the file are left to ``index(_:observe:)``.
  ///
  /// - Parameters:
  ///   - path: a file that ends in `.npy`, `.csv` or `.jsonl`. Rows name their images by `sha256`, or by `path`
  ///     relative to the folder.
  ///   - observe: told how many unknown images of how many were read; says whether to go on.
  /// - Returns: what was done, with the rows whose vector is none.
  /// - Throws: ``ImportError``, ``CSVError``, ``CollectionError``, a full disk, another process that is indexing.
  public func importVectors(
    _ path: String, _ options: ImportOptions = ImportOptions(),
    observe: (IndexProgress) -> IndexProgress.Wish = { _ in .proceed }
  ) throws -> ImportReport {
    try withoutActuallyEscaping(observe) {
      try Importer(collection: self, path: path, options: options, observe: $0).run()
    }
  }
}
