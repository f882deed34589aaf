/// The tensors of a network end to end, as one run of bytes that is never put together in memory.
struct WeightStream {
  private struct Part {
    let layer: String
    let tensor: WeightTensor
    let range: Range<Int>
  }

  private let parts: [Part]
  let byteCount: Int

  /// - Throws: as ``WeightSpecification/check(_:layers:)``.
  init(_ weights: Weights, specification: WeightSpecification) throws {
    try specification.check(weights)
    var parts: [Part] = []
    var end = 0
    for layer in specification.layers {
      for (name, _) in layer.tensors {
        let tensor = try weights.tensor(named: name)
        parts.append(Part(layer: layer.name, tensor: tensor, range: end..<end + tensor.byteCount))
        end += tensor.byteCount
      }
    }
    self.parts = parts
    self.byteCount = end
  }

  /// Where a layer's kernel and bias lie.
  func range(ofLayer layer: String) -> Range<Int>? {
    let own = parts.filter { $0.layer == layer }
    guard let first = own.first, let last = own.last else { return nil }
    return first.range.lowerBound..<last.range.upperBound
  }

  /// The layers with a byte in `range`, for messages.
  func layerNames(in range: Range<Int>) -> String {
    var names: [String] = []
    for part in parts where part.range.overlaps(range) && names.last != part.layer {
      names.append(part.layer)
    }
    return names.joined(separator: ", ")
  }

  /// Calls `body` with the bytes of `range`, in order, in as few pieces as there are tensors.
  func forEachPiece(of range: Range<Int>, _ body: (UnsafeRawBufferPointer) -> Void) {
    for part in parts where part.range.overlaps(range) {
      let piece = part.range.clamped(to: range)
      part.tensor.withUnsafeBytes { bytes in
        let start = piece.lowerBound - part.range.lowerBound
        body(UnsafeRawBufferPointer(rebasing: bytes[start..<start + piece.count]))
      }
    }
  }
}
