/// Why a trained model cannot be made, read or used.
public enum LearnedModelError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file cannot be opened, or is no safetensors file.
  case unreadable(path: String, reason: String)
  /// A file of another kind.
  case notAModel(path: String)
  /// Pretrained weights were given for a trained model.
  case pretrained(path: String)
  /// A trained model of a format that this version does not know.
  case unknownFormat(path: String, format: String)
  /// A trained model's file in which something is missing or makes no sense.
  case damaged(path: String, what: String)
  /// What a model is to be made of does not go together.
  case unsound(what: String)
  /// A name that no model can have.
  case badName(String)
  /// It was trained on other pretrained weights than there are now.
  case otherBase(name: String)
  /// Classes were asked of a network that was taught likeness.
  case noClassifier(name: String)

  /// The reason and the remedy.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason):
      "\(path) cannot be read as a trained model (\(reason)); give a file that `lithoscope train` wrote."
    case .notAModel(let path):
      "\(path) is no trained model; give a file that `lithoscope train` wrote."
    case .pretrained(let path):
      "\(path) holds pretrained weights and no trained model; train one with `lithoscope train`, or use the "
        + "weights by a descriptor's name, such as vgg16-block4."
    case .unknownFormat(let path, let format):
      "\(path) is a trained model of the format \(Self.short(format)), which this version does not know; use a "
        + "newer Lithoscope, or train the model again."
    case .damaged(let path, let what):
      "The trained model \(path) is damaged: \(what); copy the file again, or train the model anew."
    case .unsound(let what):
      "This is no trained model: \(what); train it anew."
    case .badName(let name):
      "“\(Self.short(name))” is no name for a model; use up to \(ModelName.longest) letters, digits, - and _ that "
        + "name no descriptor, such as granites-2."
    case .otherBase(let name):
      "\(name) was trained on other pretrained weights than those that `lithoscope model pull` installs; train it "
        + "again."
    case .noClassifier(let name):
      "\(name) is a Siamese network, which knows likeness and no classes; classify by the nearest images instead, "
        + "with `lithoscope classify IMAGE --in FOLDER --descriptor \(name)`, or train a classifier."
    }
  }

  /// As much of a text from a file as a message has room for.
  static func short(_ text: String) -> String {
    let room = 60
    return text.count <= room ? text : text.prefix(room) + "…"
  }
}
