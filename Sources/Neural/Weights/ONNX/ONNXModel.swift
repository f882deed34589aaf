/// What is needed of an ONNX graph: its nodes in order and its constants. It points into the bytes it
/// was made from and must not outlive them.
struct ONNXModel {
  struct Node {
    var operation = ""
    var inputs: [String] = []
    var outputs: [String] = []
    /// Whole-number attributes such as `transB` and `group`.
    var integers: [String: Int64] = [:]
    /// The tensor of a `Constant`.
    var constant: ONNXTensor?
  }

  private(set) var nodes: [Node] = []
  private var constants: [String: ONNXTensor] = [:]
  private var aliases: [String: String] = [:]

  /// Aliases are followed no further than this, so that a circle of them ends.
  private static let aliasLimit = 64

  init(_ bytes: UnsafeRawBufferPointer) throws(ProtobufReader.Failure) {
    var reader = ProtobufReader(bytes)
    var hasGraph = false
    while let field = try reader.next() {
      if field.number == 7, case .bytes(let graph) = field.value {
        hasGraph = true
        try readGraph(graph)
      }
    }
    guard hasGraph else { throw ProtobufReader.Failure(reason: "there is no graph in it") }
    for node in nodes {
      guard let output = node.outputs.first else { continue }
      if node.operation == "Constant", let constant = node.constant { constants[output] = constant }
      if node.operation == "Identity", let input = node.inputs.first { aliases[output] = input }
    }
  }

  /// An ONNX file begins with its `ir_version` (field 1, a small number), or with the producer's name.
  static func looksLikeONNX(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var reader = ProtobufReader(bytes)
    guard let field = try? reader.next(), field.number == 1, case .varint(let version) = field.value else {
      return false
    }
    return (1...1000).contains(version)
  }

  /// The constant that a node's input names, through `Identity` nodes.
  func constant(_ name: String) -> ONNXTensor? {
    var name = name
    for _ in 0..<Self.aliasLimit {
      if let constant = constants[name] { return constant }
      guard let alias = aliases[name] else { return nil }
      name = alias
    }
    return nil
  }

  private mutating func readGraph(_ graph: UnsafeRawBufferPointer) throws(ProtobufReader.Failure) {
    var reader = ProtobufReader(graph)
    while let field = try reader.next() {
      switch (field.number, field.value) {
      case (1, .bytes(let message)): nodes.append(try Self.node(message))
      case (5, .bytes(let message)):
        let tensor = try ONNXTensor(message)
        constants[tensor.name] = tensor
      default: break
      }
    }
  }

  private static func node(_ message: UnsafeRawBufferPointer) throws(ProtobufReader.Failure) -> Node {
    var node = Node()
    var reader = ProtobufReader(message)
    while let field = try reader.next() {
      guard case .bytes(let bytes) = field.value else { continue }
      switch field.number {
      case 1: node.inputs.append(String(decoding: bytes, as: UTF8.self))
      case 2: node.outputs.append(String(decoding: bytes, as: UTF8.self))
      case 4: node.operation = String(decoding: bytes, as: UTF8.self)
      case 5: try readAttribute(bytes, into: &node)
      default: break
      }
    }
    return node
  }

  private static func readAttribute(
    _ message: UnsafeRawBufferPointer, into node: inout Node
  ) throws(ProtobufReader.Failure) {
    var name = ""
    var integer: Int64?
    var reader = ProtobufReader(message)
    while let field = try reader.next() {
      switch (field.number, field.value) {
      case (1, .bytes(let bytes)): name = String(decoding: bytes, as: UTF8.self)
      case (3, .varint(let value)): integer = Int64(bitPattern: value)
      case (5, .bytes(let tensor)) where node.constant == nil: node.constant = try ONNXTensor(tensor)
      default: break
      }
    }
    if let integer { node.integers[name] = integer }
  }
}
