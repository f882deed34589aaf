/// What was found out about a model on images that it was not trained on.
struct Validation {
  let quality: ValidationQuality
  /// Named figures for the record of the epoch, such as `accuracy`.
  let metrics: [String: Double]
}
