/// Why an image could not be described.
public enum DescriptorError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A descriptor needs weights that were not given.
  case weightsMissing(descriptor: String, model: String)
  /// The network answered with zeros or with numbers that are not finite.
  case noSignal(descriptor: String)

  /// The reason and the remedy.
  public var description: String {
    switch self {
    case .weightsMissing(let descriptor, let model):
      "The descriptor \(descriptor) needs the model \(model); get it with `lithoscope model pull \(model)`."
    case .noSignal(let descriptor):
      "The descriptor \(descriptor) found nothing to describe in the image; use another descriptor, such as "
        + "rgb-histogram."
    }
  }
}
