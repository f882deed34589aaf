import Descriptors

/// Why the network's input cannot be as asked for.
public enum InputChoiceError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A size beside a preprocessing that has only one.
  case sizeOfKeras(Preprocessing)
  /// A size beside a descriptor that has only one.
  case sizeOfTiedLayer(descriptor: String)
  /// A descriptor that needs squares for a collection whose vectors were made from something else.
  case otherSizeStored(descriptor: String, size: String, folder: String)
  /// Two trained models that see images in different ways.
  case modelsDiffer(String, String, String, String)
  /// Options beside a trained model that sees images in another way.
  case otherThanModels(String, input: String)
  /// A trained model beside a layer that takes only squares.
  case modelBesideTiedLayer(model: String, input: String, descriptor: String)
  /// A trained model for a collection whose vectors were made from something else.
  case otherInputStored(model: String, input: String, stored: String, folder: String)

  /// The reason and the remedy.
  public var description: String {
    switch self {
    case .sizeOfKeras(let preprocessing):
      "The preprocessing \(preprocessing.rawValue) makes 224×224 pixels of every image; leave --input-size out, "
        + "or use --preprocessing default."
    case .sizeOfTiedLayer(let descriptor):
      "\(descriptor) has a layer that takes only 224×224 pixels; leave --input-size out, or use a layer that is "
        + "pooled over the image, such as vgg16-block5."
    case .otherSizeStored(let descriptor, let size, let folder):
      "\(descriptor) has a layer that takes only 224×224 pixels, and the collection's vectors were made with "
        + "input size \(size); make a second collection with --collection DIR, or compute all anew with "
        + "`lithoscope index \(ShellWord.quoted(folder)) --descriptor \(ShellWord.quoted(descriptor)) --rebuild`."
    case .modelsDiffer(let one, let input, let other, let otherInput):
      "\(one) was trained on images prepared as \(input) and \(other) as \(otherInput), and a collection has one "
        + "input; make a second collection with --collection DIR for one of them."
    case .otherThanModels(let model, let input):
      "\(model) was trained on images prepared as \(input); leave --preprocessing and --input-size out."
    case .modelBesideTiedLayer(let model, let input, let descriptor):
      "\(descriptor) has a layer that takes only 224×224 pixels, and \(model) was trained on images prepared as "
        + "\(input); make a second collection with --collection DIR for one of them."
    case .otherInputStored(let model, let input, let stored, let folder):
      "\(model) was trained on images prepared as \(input), and the collection's vectors were made from \(stored); "
        + "make a second collection with --collection DIR, or compute all anew with `lithoscope index "
        + "\(ShellWord.quoted(folder)) --descriptor MODEL.safetensors --rebuild`."
    }
  }
}
