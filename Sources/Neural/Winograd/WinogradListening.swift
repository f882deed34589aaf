import CWinograd

/// Reads a map out for all the taps of its layer: statistics of its channels in one sweep, and all of it with
/// channels first.
struct WinogradListening: WinogradStep {
  private let source: WinogradMap
  private let statistics: [(kind: litho_channel_statistic_kind, exponent: Float, result: WinogradResult)]
  private let copies: [WinogradResult]

  /// - Parameters:
  ///   - results: a result for each pooling that is wanted.
  ///   - isFlat: whether a dense layer made the map, whose values are their own means and maxima.
  init(_ results: [(Pooling, WinogradResult)], of source: WinogradMap, isFlat: Bool) {
    self.source = source
    let kinds = results.map { pooling, result in
      (kind: Self.statistic(pooling, isFlat: isFlat), result: result)
    }
    copies = kinds.filter { $0.kind == nil }.map(\.result)
    statistics = kinds.compactMap { statistic, result in
      statistic.map { (kind: $0.kind, exponent: $0.exponent, result: result) }
    }
  }

  private static func statistic(
    _ pooling: Pooling, isFlat: Bool
  ) -> (kind: litho_channel_statistic_kind, exponent: Float)? {
    switch pooling {
    case .deviation: (litho_channel_deviation, 1)
    case _ where isFlat, .none: nil
    case .average: (litho_channel_mean, 1)
    case .maximum: (litho_channel_maximum, 1)
    case .generalizedMean(let exponent): (litho_channel_generalized_mean, exponent)
    }
  }

  func run(_ images: Range<Int>, in context: WinogradContext) {
    let (map, workers) = (source.shape, context.workers.handle)
    if !statistics.isEmpty {
      let wanted = statistics.map {
        litho_channel_statistic(
          kind: $0.kind, exponent: $0.exponent, destination: $0.result.floats(from: images.lowerBound))
      }
      litho_pool_channels(
        workers, images.count, map.area, map.channels, source.floats(of: images), wanted, wanted.count)
    }
    for copy in copies {
      litho_channels_first(
        workers, images.count, map.area, map.channels, source.floats(of: images),
        copy.floats(from: images.lowerBound))
    }
  }
}
