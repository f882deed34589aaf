/// What writes the rows of an export in one format.
protocol ExportWriter {
  /// Writes an image and its vector.
  func append(_ image: ExportedImage, _ vector: UnsafeBufferPointer<Float>) throws
  /// The files, in the order in which they get their names.
  var files: [StreamedFile] { get }
}
