import Glibc

extension ImageCollection {
  /// Trains a model on the collection's images and writes it to a file, with its learning curves beside it.
  ///
  /// ```swift
  /// let collection = try ImageCollection(folder: "photos")
  /// let report = try collection.train(TrainingOptions(.classes(smoothing: 0.1)), to: "rocks.safetensors")
  /// ```
  ///
  /// Brings the collection up to date first, by the model's base descriptor. A run that is stopped leaves a
  /// checkpoint beside the model to be, from which ``TrainingOptions/resumes`` goes on: with as many threads, to
  /// the same bits as an unbroken run.
  ///
  /// - Parameters:
  ///   - path: where to write the model, a `.safetensors` file.
  ///   - observe: told how far it is; false stops.
  /// - Returns: the report; nil when it was stopped.
  /// - Throws: ``TrainingProblem``, ``EvaluationProblem``, ``CSVError``, or what indexing throws.
  public func train(
    _ options: TrainingOptions, to path: String, observe: (TrainingProgress) -> Bool = { _ in true }
  ) throws -> TrainingReport? {
    try withoutActuallyEscaping(observe) {
      try ModelTraining(collection: self, options: options, path: path, observe: $0).run()
    }
  }

  /// The file in which a training that was stopped left what it had learned; nil where there is none.
  ///
  /// - Parameter path: where the model was to be written.
  public static func checkpoint(forModel path: String) -> String? {
    let checkpoint = TrainingCheckpoint.path(for: path)
    return access(checkpoint, F_OK) == 0 ? checkpoint : nil
  }
}
