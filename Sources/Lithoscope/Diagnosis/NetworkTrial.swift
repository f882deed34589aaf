import Descriptors
import Neural
import SampleRocks

/// Runs VGG16 over a drawn rock: which kernels the processor gets, how fast they are, and what bf16 changes.
struct NetworkTrial {
  let models: ModelStore

  private static let tap = Tap(layer: "block4_conv3", pooling: .average)
  private static let batchSize = DescriptorExtractor.defaultBatchSize
  private static let runs = 3

  var findings: [Diagnosis.Finding] {
    guard let weights = try? models.open(for: [.vgg16Block4]) else { return [] }
    do {
      let exact = try run(weights, .f32)
      let convolutions = exact.kernels.filter { $0.contains("_conv") }
      let kernels = Set(convolutions.compactMap { $0.split(separator: " ").last.map(String.init) })
      var findings = [
        Diagnosis.Finding("Convolutions", kernels.sorted().joined(separator: ", ")),
        Diagnosis.Finding(
          "Speed in f32", "\(DecimalText.fixed(exact.imagesPerSecond, places: 1)) images/s to block4"),
      ]
      guard Processor.hasBF16 else {
        findings.append(.init("bf16", "not offered by this processor"))
        return findings
      }
      let rounded = try run(weights, .bf16)
      findings.append(
        .init("Speed in bf16", "\(DecimalText.fixed(rounded.imagesPerSecond, places: 1)) images/s to block4"))
      findings.append(
        .init(
          "bf16 against f32",
          "cosine \(DecimalText.fixed(Self.cosine(exact.vector, rounded.vector), places: 7))"))
      return findings
    } catch {
      return [.init("Network", "does not run", problem: "\(error)")]
    }
  }

  private struct Outcome {
    let vector: [Float]
    let kernels: [String]
    let imagesPerSecond: Double
  }

  private func run(_ weights: Weights, _ precision: Precision) throws -> Outcome {
    let side = VGG16.inputSide
    let input = InputShape(count: Self.batchSize, channels: 3, height: side, width: side)
    let network = try Network(
      VGG16.architecture, weights: weights, input: input, taps: [Self.tap], precision: precision)
    let batch = Self.batch(side)
    var vector = try Array(network(batch)[0].slice(0))
    var best = Double.infinity
    for _ in 0..<Self.runs {
      var stopwatch = Stopwatch()
      vector = try Array(network(batch)[0].slice(0))
      best = min(best, stopwatch.lap())
    }
    return Outcome(
      vector: vector, kernels: network.kernels, imagesPerSecond: Double(Self.batchSize) / best)
  }

  /// The same drawn gneiss in every place of a batch.
  private static func batch(_ side: Int) -> [Float] {
    let pixels = RockPainter(kind: .gneiss, seed: 1).paint(side: side)
    let image = (0..<3).flatMap { plane in
      stride(from: 2 - plane, to: pixels.count, by: 3).map {
        Float(pixels[$0]) - VGG16.channelMeansBGR[plane]
      }
    }
    return (0..<batchSize).flatMap { _ in image }
  }

  private static func cosine(_ a: [Float], _ b: [Float]) -> Double {
    let dot = { (x: [Float], y: [Float]) in zip(x, y).reduce(0.0) { $0 + Double($1.0) * Double($1.1) } }
    return dot(a, b) / (dot(a, a) * dot(b, b)).squareRoot()
  }
}
