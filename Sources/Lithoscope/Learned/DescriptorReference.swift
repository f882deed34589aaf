import Descriptors
import Glibc

/// A descriptor as people name it: by what it is composed of, or a trained model by its file, or by the name that
/// a collection knows it by.
public enum DescriptorReference: Sendable {
  /// A composition or a preset, which means the same everywhere.
  case descriptor(Descriptor)
  /// A trained model's file.
  case file(String)
  /// The name of a trained model or of imported vectors in a collection.
  case name(String)

  /// Reads what was given on a command line. What contains `/` or ends in `.safetensors` is a file; what names
  /// a descriptor is that; anything else is a file where there is one of that name, or else a collection's model.
  ///
  /// - Throws: `DescriptorNameError` for what can be none of them.
  public init(_ text: String) throws(DescriptorNameError) {
    if text.contains("/") || text.hasSuffix(LearnedModel.fileExtension) {
      self = .file(text)
      return
    }
    do {
      self = .descriptor(try Descriptor.named(text))
    } catch {
      guard Self.isFile(text) || ModelName.isValid(text) || ImportedName.isPlain(text) else { throw error }
      self = Self.isFile(text) ? .file(text) : .name(text)
    }
  }

  /// What it means without a collection.
  ///
  /// - Throws: `LearnedModelError` when the file is no trained model, `DescriptorNameError` for a name alone.
  public func descriptor() throws -> Descriptor {
    switch self {
    case .descriptor(let descriptor): descriptor
    case .file(let path): Descriptor(try CollectionModels.model(at: path))
    // A collection's name that is asked of none is no descriptor's.
    case .name(let name): try Descriptor.named(name)
    }
  }

  /// The trained model that it means without a collection.
  ///
  /// - Throws: `LearnedModelError`, ``ClassifierError``.
  public func model() throws -> LearnedModel {
    switch self {
    case .descriptor(let descriptor): throw ClassifierError.notTrained(descriptor.name)
    case .file(let path): try CollectionModels.model(at: path)
    case .name(let name): throw ClassifierError.unknown(name)
    }
  }

  private static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }
}

extension ImageCollection {
  /// The descriptor that is meant; a name alone is looked up among the trained models of the collection and what it
  /// has imported.
  ///
  /// - Throws: `LearnedModelError`, ``CollectionModelError``, or `DescriptorNameError` for a name that neither the
  ///   collection nor anybody else knows.
  public func descriptor(_ reference: DescriptorReference) throws -> Descriptor {
    guard case .name(let name) = reference, layout.hasCatalog,
      let record = try openCatalog().read({ try $0.descriptor(named: name) })
    else { return try reference.descriptor() }
    return try learned.descriptor(record)
  }

  /// The trained model that is meant, by its file or the name that the collection knows it by.
  ///
  /// - Throws: `LearnedModelError`, ``CollectionModelError``, ``ClassifierError``.
  public func model(_ reference: DescriptorReference) throws -> LearnedModel {
    do {
      guard case .name = reference, let model = try descriptor(reference).learned else {
        return try reference.model()
      }
      return model
    } catch is DescriptorNameError {
      return try reference.model()
    }
  }
}
