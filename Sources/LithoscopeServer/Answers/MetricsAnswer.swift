/// What the server has done, in JSON. Times are in seconds.
struct MetricsAnswer: Encodable {
  struct Latency: Encodable {
    let count: Int
    let mean: Double
    let p50: Double
    let p90: Double
    let p99: Double
    let max: Double

    init(_ histogram: LatencyHistogram) {
      count = histogram.count
      mean = histogram.count > 0 ? histogram.sum / Double(histogram.count) : 0
      p50 = histogram.quantile(0.5)
      p90 = histogram.quantile(0.9)
      p99 = histogram.quantile(0.99)
      max = histogram.most
    }
  }

  struct Count: Encodable {
    let route: String
    let status: Int
    let requests: Int
  }

  struct Batch: Encodable {
    let pictures: Int
    let batches: Int
  }

  struct Queue: Encodable {
    let name: String
    let load: Int
    let capacity: Int
  }

  let uptime: Double
  let revision: Int
  let requests: [Count]
  let refused: Int
  let request: Latency
  /// By ``ServerMetrics/Stage``; all of them, those that nothing went through too.
  let stages: [String: Latency]
  let batches: [Batch]
  let queues: [Queue]

  init(_ served: ServedCollection) {
    let reading = served.metrics.current
    uptime = served.metrics.uptime
    revision = served.session.snapshot().revision
    requests = reading.requests.map { Count(route: $0.key.path, status: $0.key.status, requests: $0.value) }
      .sorted { ($0.route, $0.status) < ($1.route, $1.status) }
    refused = reading.refused
    request = Latency(reading.durations)
    stages = Dictionary(
      uniqueKeysWithValues: ServerMetrics.Stage.allCases.map {
        ($0.rawValue, Latency(reading.stages[$0] ?? LatencyHistogram()))
      })
    batches = reading.batches.sorted { $0.key < $1.key }.map { Batch(pictures: $0.key, batches: $0.value) }
    queues = served.queueLoads.map { Queue(name: $0.name, load: $0.load, capacity: $0.capacity) }
  }
}

extension ServedCollection {
  /// The queues with what waits or is worked on in each.
  var queueLoads: [(name: String, load: Int, capacity: Int)] {
    [
      ("search", searches.load, options.limits.waitingSearches),
      ("pictures", pictures.load, options.limits.waitingPictures),
      ("network", network.load, options.limits.waitingQueries),
    ]
  }
}

extension PrometheusText {
  /// Everything that is counted.
  init(_ served: ServedCollection) {
    let reading = served.metrics.current
    let snapshot = served.session.snapshot()
    begin("lithoscope_requests_total", "counter", help: "Requests answered.")
    for (route, count) in reading.requests.sorted(by: {
      ($0.key.path, $0.key.status) < ($1.key.path, $1.key.status)
    }) {
      add("lithoscope_requests_total", [("route", route.path), ("status", "\(route.status)")], count)
    }
    begin("lithoscope_request_seconds", "histogram", help: "Time from a request's header to its answer.")
    add("lithoscope_request_seconds", [], reading.durations)
    begin("lithoscope_stage_seconds", "histogram", help: "Time of each stage of an answer.")
    for stage in ServerMetrics.Stage.allCases {
      add(
        "lithoscope_stage_seconds", [("stage", stage.rawValue)], reading.stages[stage] ?? LatencyHistogram())
    }
    begin(
      "lithoscope_batches_total", "counter", help: "Batches the network took, by their number of pictures.")
    for (pictures, batches) in reading.batches.sorted(by: { $0.key < $1.key }) {
      add("lithoscope_batches_total", [("pictures", "\(pictures)")], batches)
    }
    begin("lithoscope_queue_load", "gauge", help: "Jobs that wait or are worked on.")
    for queue in served.queueLoads { add("lithoscope_queue_load", [("queue", queue.name)], queue.load) }
    begin("lithoscope_images", "gauge", help: "Images of the collection.")
    add("lithoscope_images", [], snapshot.images.count)
    begin("lithoscope_revision", "gauge", help: "Revision of the collection's catalog.")
    add("lithoscope_revision", [], snapshot.revision)
    begin("lithoscope_uptime_seconds", "gauge", help: "Time since the server started.")
    add("lithoscope_uptime_seconds", [], served.metrics.uptime)
  }
}
