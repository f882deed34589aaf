import Catalog
import Descriptors
import Neural

/// The descriptors of a collection, with the records of their vectors, all made in one way.
struct DescriptorSet {
  /// Raised when the arithmetic of a descriptor changes, so that old vectors are not compared with new ones.
  private static let version = 1
  /// As much of a digest as people compare.
  private static let shownDigits = 12

  /// A descriptor and its record in the catalog.
  struct Member {
    let descriptor: Descriptor
    let record: DescriptorRecord
  }

  /// The collection's default first. Imported vectors are none of them: nobody can compute them, and images that
  /// come in later lack them.
  let members: [Member]
  let input: NetworkInput
  let precision: Precision

  var descriptors: [Descriptor] { members.map(\.descriptor) }

  /// Brings the descriptors asked for and those that are there together, and adds the new ones to the
  /// catalog.
  ///
  /// - Parameters:
  ///   - learned: the collection's trained models; those asked for are copied there.
  ///   - checkModels: throws when a descriptor's model is missing; called before one is added.
  /// - Throws: ``CollectionError/madeDifferently(descriptor:what:has:asked:remedy:)`` when vectors that are
  ///   there were made in another way than asked for, ``CollectionError/imported(name:)``, ``InputChoiceError``,
  ///   ``CollectionModelError``.
  init(
    _ options: IndexOptions, catalog: Catalog, folder: String, learned: CollectionModels,
    checkModels: ([Descriptor]) throws -> Void
  ) throws {
    let all = try catalog.read { try $0.descriptors() }
    let records = all.filter { !$0.stamp.isImported }
    let imported = Set(all.filter(\.stamp.isImported).map(\.name))
    if let wanted = options.descriptors.first(where: { $0.isImported || imported.contains($0.name) }) {
      throw CollectionError.imported(name: wanted.name)
    }
    // A model whose file is given does not need the collection's copy, which may be lost or another's.
    var descriptors = try records.map { record in
      try options.descriptors.first { $0.learned != nil && $0.name == record.name }
        ?? learned.descriptor(record)
    }
    for wanted in options.descriptors where !descriptors.contains(wanted) {
      guard !descriptors.contains(where: { $0.name == wanted.name }) else {
        throw CollectionError.twoModels(name: wanted.name)
      }
      descriptors.append(wanted)
    }
    if descriptors.isEmpty { descriptors = [.standard] }

    let deep = zip(descriptors, records).first { $0.0.isDeep }?.1.stamp
    let choice = InputChoice(
      preprocessing: options.preprocessing, size: options.inputSize, stored: deep.flatMap(Self.input(of:)),
      rebuilds: options.rebuilds, folder: folder)
    let input = try choice.input(for: descriptors)
    let precision = options.precision ?? deep.flatMap { Precision(rawValue: $0.precision) } ?? .f32
    self.input = input
    self.precision = precision

    // Everything that can be refused is refused before the catalog is changed.
    let stamps = descriptors.map { Self.stamp($0, input, precision) }
    if !options.rebuilds {
      for (record, stamp) in zip(records, stamps) { try Self.check(record, against: stamp, folder: folder) }
    }
    // Models of vectors that are there already are only needed once an image has changed.
    let unmade = options.rebuilds ? descriptors : Array(descriptors[records.count...])
    if !unmade.isEmpty { try checkModels(unmade) }
    // The copy is there before the catalog names it.
    for model in descriptors.compactMap(\.learned) { try learned.install(model) }

    members = try zip(descriptors, stamps).enumerated().map { place, made in
      let (descriptor, stamp) = made
      guard place < records.count else {
        return Member(
          descriptor: descriptor, record: try catalog.insertDescriptor(Self.new(descriptor, stamp)))
      }
      guard options.rebuilds else { return Member(descriptor: descriptor, record: records[place]) }
      let new = Self.new(descriptor, stamp, after: records[place].vectorFile)
      return Member(
        descriptor: descriptor, record: try catalog.replaceDescriptor(records[place].id, with: new))
    }
  }

  private init(_ members: [Member], _ input: NetworkInput, _ precision: Precision) {
    self.members = members
    self.input = input
    self.precision = precision
  }

  /// The member of a name as a set of its own.
  func only(_ name: String) -> DescriptorSet {
    DescriptorSet(members.filter { $0.record.name == name }, input, precision)
  }

  /// Imported vectors as a set of their own.
  init(imported record: DescriptorRecord) {
    let descriptor = Descriptor(imported: record.name, dimension: record.stamp.dimension)
    self.init([Member(descriptor: descriptor, record: record)], .standard, .f32)
  }

  /// Those for which pixels are enough.
  var withoutNetwork: DescriptorSet {
    DescriptorSet(members.filter { !$0.descriptor.isDeep }, input, precision)
  }

  /// What makes a descriptor's vectors comparable with others.
  static func stamp(_ descriptor: Descriptor, _ input: NetworkInput, _ precision: Precision)
    -> DescriptorStamp
  {
    DescriptorStamp(
      dimension: descriptor.dimension, modelDigest: descriptor.learned?.digest ?? descriptor.model.digest,
      preprocessing: PreparationStamp(descriptor, input).text,
      precision: descriptor.isDeep ? precision.rawValue : Precision.f32.rawValue, version: version)
  }

  /// The network's input that a stamp names, if this version of Lithoscope has it.
  static func input(of stamp: DescriptorStamp) -> NetworkInput? {
    PreparationStamp(stamp.preprocessing).input.flatMap(NetworkInput.init)
  }

  /// Refuses vectors that were made in another way.
  static func check(_ record: DescriptorRecord, against asked: DescriptorStamp, folder: String) throws {
    let has = record.stamp
    let (made, wanted) = (PreparationStamp(has.preprocessing), PreparationStamp(asked.preprocessing))
    let differences: [(what: String, has: String, asked: String, option: String)] = [
      ("model", has.modelDigest, asked.modelDigest, ""),
      ("preprocessing", made.input ?? "", wanted.input ?? "", wanted.options(insteadOf: made)),
      ("pixels", made.pixels ?? "", wanted.pixels ?? "", ""),
      ("composition", made.composition ?? "", wanted.composition ?? "", ""),
      ("precision", has.precision, asked.precision, " --precision \(asked.precision)"),
      ("dimension", "\(has.dimension)", "\(asked.dimension)", ""),
      ("version", "\(has.version)", "\(asked.version)", ""),
    ]
    guard let first = differences.first(where: { $0.has != $0.asked }) else { return }
    let shown = { (value: String) in first.what == "model" ? String(value.prefix(shownDigits)) : value }
    let isLearned = (try? Descriptor.named(record.name)) == nil
    let option = first.what == "model" && isLearned ? " --descriptor MODEL.safetensors" : first.option
    throw CollectionError.madeDifferently(
      descriptor: record.name, what: first.what, has: shown(first.has), asked: shown(first.asked),
      remedy:
        "compute all anew with `lithoscope index \(ShellWord.quoted(folder)) --rebuild\(option)`, or make "
        + "a second collection with --collection DIR\(isLearned ? ", or train under another name" : "").")
  }

  /// Refuses a trained model that is another than the one of its name that made the vectors.
  static func checkModel(_ model: LearnedModel, _ record: DescriptorRecord, folder: String) throws {
    var asked = record.stamp
    asked.modelDigest = model.digest
    try check(record, against: asked, folder: folder)
  }

  private static func new(_ descriptor: Descriptor, _ stamp: DescriptorStamp, after old: String? = nil)
    -> NewDescriptor
  {
    NewDescriptor(
      name: descriptor.name, stamp: stamp, vectorFile: VectorFileName.next(descriptor.name, after: old),
      created: WallClock.now)
  }
}

extension Descriptor.Model {
  /// The digest that stamps vectors made with this model; empty where none is needed.
  var digest: String {
    switch self {
    case .none: ""
    case .convolutions: WeightsManifest.vgg16Convolutions.digest
    case .full: WeightsManifest.vgg16Full.digest
    }
  }
}
