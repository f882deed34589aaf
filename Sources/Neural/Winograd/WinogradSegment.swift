/// Consecutive steps that a few images pass through together, before the next few follow: few enough that
/// what one step writes is still in the last-level cache when the next one reads it.
struct WinogradSegment {
  let steps: [any WinogradStep]
  /// Images that pass together, at most.
  let imagesTogether: Int

  /// The batch in even parts.
  func parts(of count: Int) -> [Range<Int>] {
    let parts = (count + imagesTogether - 1) / imagesTogether
    return (0..<parts).map { count * $0 / parts..<count * ($0 + 1) / parts }
  }

  func run(count: Int, in context: WinogradContext) {
    for images in parts(of: count) {
      for step in steps { step.run(images, in: context) }
    }
  }

  /// Floats of working memory that the hungriest step needs.
  func scratchFloats(count: Int, on workers: WinogradWorkers) -> Int {
    // Parts may differ by one image, and fewer images may need more memory.
    let sizes = Set(parts(of: count).map(\.count))
    return sizes.flatMap { size in steps.map { $0.scratchFloats(images: size, on: workers) } }.max() ?? 0
  }
}
