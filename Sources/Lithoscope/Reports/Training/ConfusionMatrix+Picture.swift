import Imaging

extension ConfusionMatrix {
  /// Draws the matrix: true classes in rows, predicted ones in columns, counts in cells shaded by the share of
  /// their row, blue where they are right and orange where they are errors.
  public func picture(title: String = "Confusion matrix") -> PixelBuffer {
    ConfusionMatrixPicture(self, title: title).render()
  }

  /// Draws the matrix into a file (.png, .jpg or .webp).
  ///
  /// - Throws: ``PixelBufferError``.
  public func writePicture(to path: String, title: String = "Confusion matrix") throws {
    try picture(title: title).write(to: path)
  }
}
