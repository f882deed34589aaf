import Descriptors
import Lithoscope

/// What `model info FILE --json` prints of a trained model.
struct TrainedModelOutput: Encodable {
  struct Layer: Encodable {
    let name: String
    let shape: [Int]
  }

  let name: String
  let kind: String
  let path: String
  let bytes: Int
  let digest: String
  let base: String
  let input: String
  @Nullable var baseDigest: String?
  let dimension: Int
  let classes: [String]
  let temperature: Double
  let tuned: Bool
  let settings: [String: String]
  let dataDigest: String
  let parameters: Int
  let tensors: [Layer]

  init(_ info: TrainedModelInfo) {
    let model = info.model
    name = model.name
    kind = model.kind.rawValue
    path = info.path
    bytes = info.byteCount
    digest = model.digest
    base = model.base.composition
    input = model.input.stamp
    _baseDigest = Nullable(wrappedValue: model.baseDigest.isEmpty ? nil : model.baseDigest)
    dimension = model.dimension
    classes = model.classes
    temperature = model.temperature
    tuned = model.isTuned
    settings = model.settings
    dataDigest = model.dataDigest
    parameters = info.parameterCount
    tensors = info.tensors.map { Layer(name: $0.name, shape: $0.shape) }
  }
}
