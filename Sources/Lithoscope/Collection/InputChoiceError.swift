import Descriptors

/// Why the network's input cannot be as asked for.
public enum InputChoiceError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A size beside a preprocessing that has only one.
  case sizeOfKeras(Preprocessing)
  /// A size beside a descriptor that has only one.
  case sizeOfTiedLayer(descriptor: String)
  /// A descriptor that needs squares for a collection whose vectors were made from something else.
  case otherSizeStored(descriptor: String, size: String, folder: String)

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
    }
  }
}
