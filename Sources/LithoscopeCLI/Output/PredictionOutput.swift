import Descriptors
import Lithoscope

/// What `classify --model --json` prints.
struct PredictionOutput: Encodable {
  /// What the model says of one image.
  struct Prediction: Encodable {
    let query: String
    let label: String
    let classes: [SearchOutput.Class]
  }

  let model: String
  let modelDigest: String
  let predictions: [Prediction]

  init(_ model: LearnedModel, _ predictions: [(image: String, prediction: ClassPrediction)]) {
    self.model = model.name
    modelDigest = model.digest
    self.predictions = predictions.map { image, prediction in
      Prediction(
        query: image, label: prediction.classes.first?.label ?? "",
        classes: prediction.classes.map(SearchOutput.Class.init))
    }
  }
}
