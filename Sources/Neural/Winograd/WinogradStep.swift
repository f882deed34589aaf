/// What the steps of a pass share while it runs.
struct WinogradContext {
  let workers: WinogradWorkers
  /// The batch as the caller gave it: `[N, C, H, W]`.
  let input: UnsafePointer<Float>
  /// Working memory for one step at a time.
  let scratch: UnsafeMutablePointer<Float>
}

/// One kernel with its weights and its maps.
protocol WinogradStep {
  /// Floats of working memory the step needs for `images` images.
  func scratchFloats(images: Int, on workers: WinogradWorkers) -> Int

  /// Takes some images of the batch through the step.
  func run(_ images: Range<Int>, in context: WinogradContext)
}

extension WinogradStep {
  func scratchFloats(images: Int, on workers: WinogradWorkers) -> Int { 0 }
}
