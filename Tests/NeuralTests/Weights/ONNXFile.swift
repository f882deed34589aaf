@testable import Neural

/// ONNX files made wire byte by wire byte.
enum ONNXFile {
  /// How an exporter writes a chain of layers.
  struct Style: Sendable, CustomStringConvertible {
    var description: String
    /// `Gemm` with `transB` as PyTorch, or `MatMul` and `Add` as tf2onnx.
    var usesGemm = false
    /// `raw_data`, or `float_data` packed.
    var usesRawData = true
    /// Weights as `Constant` nodes behind `Identity`, or initializers.
    var usesConstants = false
    /// The first dense kernel's rows in the order channel, height, width.
    var flattensChannelsFirst = false
  }

  static func file(_ weights: Weights, _ specification: WeightSpecification, style: Style) throws -> [UInt8] {
    var graph: [UInt8] = []
    var flow = "input"
    var isFirstDense = true
    for layer in specification.layers {
      let kernel = try weights.tensor(named: layer.kernelName).values
      let bias = try weights.tensor(named: layer.biasName).values
      var stored = kernel
      var shape = layer.kernelShape
      var attributes: [UInt8] = []
      if layer.isConvolution {
        stored = permuted(kernel, shape: layer.kernelShape, order: [3, 2, 0, 1])
        shape = [3, 2, 0, 1].map { layer.kernelShape[$0] }
        attributes = bytes(5, attribute("group", 1))
      } else {
        if isFirstDense, style.flattensChannelsFirst {
          let channels = specification.layers.last(where: \.isConvolution)?.outputs ?? 1
          let places = layer.kernelShape[0] / channels
          stored = permuted(kernel, shape: [places, channels, layer.outputs], order: [1, 0, 2])
        }
        isFirstDense = false
        if style.usesGemm {
          stored = permuted(stored, shape: layer.kernelShape, order: [1, 0])
          shape = shape.reversed()
          attributes = bytes(5, attribute("transB", 1))
        }
      }
      let output = "\(layer.name)/out"
      let inputs = [flow, layer.kernelName, layer.biasName]
      if layer.isConvolution || style.usesGemm {
        graph += bytes(1, node(layer.isConvolution ? "Conv" : "Gemm", inputs, output) + attributes)
      } else {
        graph += bytes(1, node("MatMul", Array(inputs.prefix(2)), "\(output)/product"))
        graph += bytes(1, node("Add", ["\(output)/product", layer.biasName], output))
      }
      for (name, shape, values) in [
        (layer.kernelName, shape, stored), (layer.biasName, [layer.outputs], bias),
      ] {
        let tensor = tensor(name, shape, values, raw: style.usesRawData)
        if style.usesConstants {
          let constant = bytes(5, bytes(1, Array("value".utf8)) + bytes(5, tensor))
          graph += bytes(1, node("Constant", [], "\(name)/constant") + constant)
          graph += bytes(1, node("Identity", ["\(name)/constant"], name))
        } else {
          graph += bytes(5, tensor)
        }
      }
      flow = output
    }
    return number(1, 7) + bytes(2, Array("test".utf8)) + bytes(7, graph)
  }

  static func node(_ operation: String, _ inputs: [String], _ output: String) -> [UInt8] {
    inputs.flatMap { bytes(1, Array($0.utf8)) } + bytes(2, Array(output.utf8))
      + bytes(4, Array(operation.utf8))
  }

  static func tensor(_ name: String, _ shape: [Int], _ values: [Float], raw: Bool, type: UInt64 = 1)
    -> [UInt8]
  {
    let data = values.withUnsafeBytes(Array.init)
    return shape.flatMap { number(1, UInt64($0)) } + number(2, type) + bytes(8, Array(name.utf8))
      + bytes(raw ? 9 : 4, data)
  }

  static func attribute(_ name: String, _ value: UInt64) -> [UInt8] {
    bytes(1, Array(name.utf8)) + number(3, value) + number(20, 2)
  }

  static func number(_ field: UInt64, _ value: UInt64) -> [UInt8] { varint(field << 3) + varint(value) }

  static func bytes(_ field: UInt64, _ content: [UInt8]) -> [UInt8] {
    varint(field << 3 | 2) + varint(UInt64(content.count)) + content
  }

  static func varint(_ value: UInt64) -> [UInt8] {
    var rest = value
    var result: [UInt8] = []
    repeat {
      result.append(UInt8(rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
      rest >>= 7
    } while rest > 0
    return result
  }

  /// `numpy.transpose`, written plainly.
  private static func permuted(_ values: [Float], shape: [Int], order: [Int]) -> [Float] {
    var strides = Array(repeating: 1, count: shape.count)
    for axis in shape.indices.dropLast().reversed() { strides[axis] = strides[axis + 1] * shape[axis + 1] }
    var result: [Float] = []
    func walk(_ axis: Int, _ offset: Int) {
      guard axis < order.count else {
        result.append(values[offset])
        return
      }
      for index in 0..<shape[order[axis]] { walk(axis + 1, offset + index * strides[order[axis]]) }
    }
    walk(0, 0)
    return result
  }
}
