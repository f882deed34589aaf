/// Metrics in Prometheus' text format, version 0.0.4.
struct PrometheusText {
  /// The media type.
  static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

  private(set) var text = ""

  /// Begins a metric.
  mutating func begin(_ name: String, _ type: String, help: String) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
  }

  /// One value.
  ///
  /// - Parameter labels: names and values.
  mutating func add(_ name: String, _ labels: [(String, String)] = [], _ value: some CustomStringConvertible)
  {
    let list = labels.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
    text += name + (list.isEmpty ? "" : "{\(list)}") + " \(value)\n"
  }

  /// A histogram.
  mutating func add(_ name: String, _ labels: [(String, String)] = [], _ histogram: LatencyHistogram) {
    var sum = 0
    for (place, count) in histogram.counts.enumerated() {
      sum += count
      let bound = place < LatencyHistogram.bounds.count ? "\(LatencyHistogram.bounds[place])" : "+Inf"
      add("\(name)_bucket", labels + [("le", bound)], sum)
    }
    add("\(name)_sum", labels, histogram.sum)
    add("\(name)_count", labels, histogram.count)
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { escaped, character in
      switch character {
      case "\\": escaped += "\\\\"
      case "\"": escaped += "\\\""
      case "\n": escaped += "\\n"
      default: escaped.append(character)
      }
    }
  }
}
