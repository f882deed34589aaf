import Neural

/// What goes into one step: images, in which view, and what is to be learned of them.
struct BatchPlan: Equatable {
  /// Places of images; one may be there twice, in two views.
  var images: [Int] = []
  /// What each image's variation is drawn from.
  var views: [UInt64] = []
  /// What makes rows alike: classes, or numbers of images.
  var labels: [Int] = []
  /// Judgements on rows of this batch, where people have made some.
  var pairs: [EmbeddingPair] = []

  mutating func append(_ image: Int, view: UInt64, label: Int) {
    images.append(image)
    views.append(view)
    labels.append(label)
  }
}
