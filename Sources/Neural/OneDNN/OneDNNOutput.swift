/// One result of a pass: the plain f32 memory that a step fills, and what is left to do with it.
struct OneDNNOutput {
  /// `[N, C, H, W]`, `[N, C, 1, 1]` or `[N, units]`.
  let memory: OneDNNMemory
  /// The statistic of each plane that makes the result, when no kernel of oneDNN has computed it; nil when
  /// the values are the result.
  let statistic: PlaneStatistic?
  /// Sizes of the result, the batch first.
  let shape: [Int]

  /// The result of the last run.
  var tensor: Tensor {
    let values = memory.withFloats { values in
      guard let statistic else { return Array(values) }
      let planes = shape.reduce(1, *)
      let area = values.count / planes
      return (0..<planes).map {
        statistic.value(of: UnsafeBufferPointer(rebasing: values[$0 * area..<($0 + 1) * area]))
      }
    }
    return Tensor(shape: shape, values: values)
  }
}
