import Descriptors
import Neural

/// A classifier of the drawn rocks that is trained in a moment: its scores are the cosines with the means of the
/// classes' pictures.
enum TrainedRocks {
  static let classes = ["andesite", "gneiss", "marble", "quartzite", "rhyolite", "schist"]

  static func model(name: String = "rocks", kind: LearnedModel.Kind = .classifier, pictures: ClosedRange<Int>)
    throws -> LearnedModel
  {
    let base = try Descriptor.named("lab-histogram+lbp")
    let preparer = ImagePreparer([base], input: .standard)
    let extractor = try DescriptorExtractor([base], input: .standard, weights: nil)
    var kernel = [Float](repeating: 0, count: base.dimension * classes.count)
    for (column, label) in classes.enumerated() {
      let images = try pictures.map { number in
        try preparer.prepare(DrawnRocks.picture("\(label)/\(label)-\(number).png"))
      }
      let vectors = try extractor.describe(images).map { try $0.get()[0] }
      let sums = (0..<base.dimension).map { row in vectors.reduce(Float(0)) { $0 + $1[row] } }
      let length = sums.reduce(0) { $0 + $1 * $1 }.squareRoot()
      for (row, sum) in sums.enumerated() { kernel[row * classes.count + column] = sum / length }
    }
    let zeros = [Float](repeating: 0, count: base.dimension)
    return try LearnedModel(
      name: name, kind: kind, base: base, input: .standard, baseDigest: "", classes: classes,
      temperature: 0.01, headLayers: [.dense(name: "means", units: classes.count)],
      tensors: [
        WeightTensor(name: "features/mean", shape: [base.dimension], values: zeros),
        WeightTensor(name: "features/scale", shape: [base.dimension], values: zeros.map { _ in 1 }),
        WeightTensor(name: "means/kernel", shape: [base.dimension, classes.count], values: kernel),
        WeightTensor(name: "means/bias", shape: [classes.count], values: classes.map { _ in 0 }),
      ], settings: ["epochs": "1"], dataDigest: LearnedModel.dataDigest(of: []))
  }
}
