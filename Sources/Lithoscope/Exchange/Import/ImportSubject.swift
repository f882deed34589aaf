import Catalog
import Descriptors
import Neural

/// Whose vectors a file has: a descriptor's that Lithoscope knows, made as it would make them, or somebody else's.
enum ImportSubject {
  /// A descriptor's own, with what has to be asked for so that it is made in the same way.
  case own(Descriptor, IndexOptions, DescriptorStamp)
  /// Those of another program, by the name that they get.
  case foreign(String)

  /// Decides it by what lies beside the file and what was asked for.
  ///
  /// - Throws: ``ImportError``, ``CollectionModelError``, `LearnedModelError`, `DescriptorNameError`.
  init(
    _ origin: VectorsOrigin?, _ options: ImportOptions, _ place: ExchangePlace, _ collection: ImageCollection
  )
    throws
  {
    guard let origin, !origin.descriptorStamp.isImported else {
      guard let name = options.descriptor ?? origin?.descriptor else {
        throw ImportError.nameMissing(path: place.vectors)
      }
      try ImportedName.check(name)
      self = .foreign(name)
      return
    }
    guard !origin.compared else { throw ImportError.compared(path: place.vectors) }
    let descriptor = try Self.descriptor(origin, options, place, collection)
    guard descriptor.name == origin.descriptor else {
      throw ImportError.otherDescriptor(
        path: place.vectors, has: origin.descriptor, asked: descriptor.name)
    }
    let asked = origin.descriptorStamp
    let input = DescriptorSet.input(of: asked) ?? .standard
    let precision = Precision(rawValue: asked.precision) ?? .f32
    let own = DescriptorSet.stamp(descriptor, input, precision)
    try Self.compare(asked, own, of: descriptor.name, place)

    var indexing = IndexOptions()
    indexing.descriptors = [descriptor]
    if descriptor.isDeep {
      indexing.preprocessing = input.preprocessing
      indexing.inputSize = input.preprocessing == .standard ? input.size : nil
      indexing.precision = precision
    }
    self = .own(descriptor, indexing, own)
  }

  /// The descriptor's name.
  var name: String {
    switch self {
    case .own(let descriptor, _, _): descriptor.name
    case .foreign(let name): name
    }
  }

  /// Whether the vectors are Lithoscope's own.
  var isOwn: Bool { if case .own = self { true } else { false } }

  /// Components that a vector must have; nil where any number will do.
  var dimension: Int? { if case .own(let descriptor, _, _) = self { descriptor.dimension } else { nil } }

  private static func descriptor(
    _ origin: VectorsOrigin, _ options: ImportOptions, _ place: ExchangePlace, _ collection: ImageCollection
  ) throws -> Descriptor {
    if let wanted = options.descriptor { return try collection.descriptor(DescriptorReference(wanted)) }
    do { return try Descriptor.named(origin.descriptor) } catch {
      guard collection.layout.hasCatalog,
        let record = try collection.openCatalog().read({ try $0.descriptor(named: origin.descriptor) })
      else { throw ImportError.unknownDescriptor(path: place.vectors, name: origin.descriptor) }
      return try collection.learned.descriptor(record)
    }
  }

  private static func compare(
    _ has: DescriptorStamp, _ own: DescriptorStamp, of name: String, _ place: ExchangePlace
  ) throws(ImportError) {
    let differences: [(what: String, has: String, own: String)] = [
      ("model", String(has.modelDigest.prefix(12)), String(own.modelDigest.prefix(12))),
      ("preprocessing", has.preprocessing, own.preprocessing), ("precision", has.precision, own.precision),
      ("dimension", "\(has.dimension)", "\(own.dimension)"), ("version", "\(has.version)", "\(own.version)"),
    ]
    guard has != own else { return }
    let first = differences.first { $0.has != $0.own } ?? ("model", has.modelDigest, own.modelDigest)
    throw .madeDifferently(
      path: place.vectors, descriptor: name, what: first.what, has: first.has, own: first.own)
  }
}
