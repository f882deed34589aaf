extension PixelBuffer {
  /// The image as large as it can be inside `width` × `height` pixels, its aspect kept.
  ///
  /// A small tile grows by a whole factor, each pixel a crisp square; anything else by a smooth filter.
  public func fitted(intoWidth width: Int, height: Int) -> PixelBuffer {
    precondition(width > 0 && height > 0, "an image has at least one pixel")
    let factor = min(width / self.width, height / self.height)
    if factor >= 2 { return magnified(by: factor) }
    let scale = min(Double(width) / Double(self.width), Double(height) / Double(self.height))
    if factor == 1, scale < 1.25 { return self }
    return resized(
      toWidth: min(width, max(1, Int((Double(self.width) * scale).rounded()))),
      height: min(height, max(1, Int((Double(self.height) * scale).rounded()))))
  }
}
