import Foundation

@testable import Neural

/// The losses as their papers write them, in double precision and without any thought of speed.
struct ReferenceLosses {
  let labels: [Int]

  private func rows(_ numbers: [Double]) -> [[Double]] {
    let width = numbers.count / labels.count
    return labels.indices.map { Array(numbers[$0 * width..<($0 + 1) * width]) }
  }

  private func squared(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }

  func crossEntropy(_ numbers: [Double], weights: [Double], smoothing: Double) -> Double {
    var (sum, total) = (0.0, 0.0)
    for (logits, label) in zip(rows(numbers), labels) {
      let normaliser = log(logits.reduce(0) { $0 + exp($1) })
      for (number, logit) in logits.enumerated() {
        let target = smoothing / Double(logits.count) + (number == label ? 1 - smoothing : 0)
        sum -= weights[number] * target * (logit - normaliser)
      }
      total += weights[label]
    }
    return sum / total
  }

  func triplet(_ numbers: [Double], margin: Double, _ mining: TripletLoss.Mining) -> Double {
    let rows = rows(numbers)
    var terms: [Double] = []
    for anchor in rows.indices {
      let others = rows.indices.filter { $0 != anchor }
      let same = others.filter { labels[$0] == labels[anchor] }.map { squared(rows[anchor], rows[$0]) }
      let different = others.filter { labels[$0] != labels[anchor] }.map { squared(rows[anchor], rows[$0]) }
      guard let hardest = same.max(), let nearest = different.min(), let farthest = different.max() else {
        continue
      }
      switch mining {
      case .batchHard: terms.append(max(0, hardest - nearest + margin))
      case .semiHard:
        for distance in same {
          let negative = different.filter { $0 > distance }.min() ?? farthest
          terms.append(max(0, distance - negative + margin))
        }
      }
    }
    return terms.reduce(0, +) / Double(terms.count)
  }

  func contrastive(_ numbers: [Double], margin: Double, pairs: [EmbeddingPair]) -> Double {
    let rows = rows(numbers)
    let terms = pairs.map { pair in
      let distance = squared(rows[pair.first], rows[pair.second]).squareRoot()
      return pair.isSame ? distance * distance / 2 : pow(max(0, margin - distance), 2) / 2
    }
    return terms.reduce(0, +) / Double(terms.count)
  }

  func contrastive(_ numbers: [Double], margin: Double) -> Double {
    let pairs = labels.indices.flatMap { first in
      labels.indices.filter { $0 > first }.map {
        EmbeddingPair(first: first, second: $0, isSame: labels[first] == labels[$0])
      }
    }
    return
      (contrastive(numbers, margin: margin, pairs: pairs.filter(\.isSame))
      + contrastive(numbers, margin: margin, pairs: pairs.filter { !$0.isSame })) / 2
  }

  func ntXent(_ numbers: [Double], temperature: Double) -> Double {
    let rows = rows(numbers)
    var terms: [Double] = []
    for anchor in rows.indices {
      let others = rows.indices.filter { $0 != anchor }
      let similarity = { (other: Int) in
        zip(rows[anchor], rows[other]).reduce(0) { $0 + $1.0 * $1.1 } / temperature
      }
      let positives = others.filter { labels[$0] == labels[anchor] }
      guard !positives.isEmpty else { continue }
      let normaliser = others.reduce(0) { $0 + exp(similarity($1)) }
      let logs = positives.map { log(exp(similarity($0)) / normaliser) }
      terms.append(-logs.reduce(0, +) / Double(positives.count))
    }
    return terms.reduce(0, +) / Double(terms.count)
  }
}
