/// What an optimiser remembers of each parameter: a few arrays of the parameter's shape, and a number of steps.
struct OptimizerMemory {
  /// What is remembered of one parameter.
  struct Entry {
    let shape: [Int]
    var steps = 0
    var moments: [[Float]]
  }

  /// The last parts of the tensors' names, one for each array.
  let momentNames: [String]
  /// Whether steps are counted, and saved.
  let countsSteps: Bool

  private(set) var entries: [String: Entry] = [:]

  private static let stepsName = "steps"

  init(momentNames: [String], countsSteps: Bool) {
    self.momentNames = momentNames
    self.countsSteps = countsSteps
  }

  /// Calls `body` with what is remembered of a parameter, at first zeros, in place.
  mutating func update(_ parameter: Parameter, _ body: (inout Entry) -> Void) {
    let (count, moments) = (parameter.count, momentNames.count)
    let zeros = { [Float](repeating: 0, count: count) }
    precondition(
      entries[parameter.name].map { $0.shape == parameter.shape } ?? true,
      "what is remembered of \(parameter.name) is of another shape than \(parameter.shape)")
    body(
      &entries[
        parameter.name,
        default: Entry(shape: parameter.shape, moments: (0..<moments).map { _ in zeros() })])
  }

  /// All of it, in the order of the names. Step numbers are exact up to 2²⁴.
  var tensors: [WeightTensor] {
    entries.sorted { $0.key < $1.key }.flatMap { name, entry in
      var tensors = zip(momentNames, entry.moments).map { moment, values in
        WeightTensor(name: "\(name)/\(moment)", shape: entry.shape, values: values)
      }
      if countsSteps {
        tensors.append(
          WeightTensor(name: "\(name)/\(Self.stepsName)", shape: [1], values: [Float(entry.steps)]))
      }
      return tensors
    }
  }

  /// Takes over ``tensors``.
  mutating func restore(_ tensors: [WeightTensor]) throws(OptimizerError) {
    let kinds = momentNames + (countsSteps ? [Self.stepsName] : [])
    var found: [String: [String: WeightTensor]] = [:]
    for tensor in tensors {
      guard let slash = tensor.name.lastIndex(of: "/"),
        case let kind = String(tensor.name[tensor.name.index(after: slash)...]), kinds.contains(kind)
      else { throw .foreignTensor(name: tensor.name, known: kinds) }
      found[String(tensor.name[..<slash]), default: [:]][kind] = tensor
    }
    var restored: [String: Entry] = [:]
    for (name, parts) in found {
      var entry = Entry(shape: parts[momentNames[0]]?.shape ?? [], moments: [])
      for kind in momentNames {
        guard let tensor = parts[kind], tensor.shape == entry.shape else {
          throw .incomplete(parameter: name, tensor: kind)
        }
        entry.moments.append(tensor.withUnsafeFloats { Array($0) })
      }
      if countsSteps {
        guard let steps = parts[Self.stepsName]?.withUnsafeFloats({ $0.first }), steps >= 0,
          let whole = Int(exactly: steps)
        else { throw .incomplete(parameter: name, tensor: Self.stepsName) }
        entry.steps = whole
      }
      restored[name] = entry
    }
    entries = restored
  }
}
