/// The JSON header of a safetensors file, read strictly: the three fields of every tensor and nothing
/// else, no name twice, whole numbers only.
struct SafetensorsHeader {
  struct Entry: Equatable {
    var name: String
    var type: String
    var shape: [Int]
    /// Half-open, in bytes from the end of the header.
    var begin: Int
    var end: Int
  }

  var entries: [Entry] = []
  var metadata: [String: String] = [:]
  /// The header's length in the file, padding included.
  var byteCount: Int

  /// The name that stands for metadata and never for a tensor.
  static let metadataKey = "__metadata__"
  /// More dimensions than any layer has.
  static let dimensionLimit = 8

  init(json: [UInt8]) throws(StrictJSON.Failure) {
    byteCount = json.count
    var reader = StrictJSON(json)
    var seen: Set<String> = []
    var metadata: [String: String] = [:]
    var entries: [Entry] = []
    try reader.object { (reader, name) throws(StrictJSON.Failure) in
      guard seen.insert(name).inserted else {
        throw StrictJSON.Failure("\(name.debugDescription) stands there twice")
      }
      if name == Self.metadataKey {
        metadata = try Self.metadata(&reader)
      } else {
        entries.append(try Self.entry(named: name, &reader))
      }
    }
    try reader.end()
    self.metadata = metadata
    self.entries = entries
  }

  private static func metadata(_ reader: inout StrictJSON) throws(StrictJSON.Failure) -> [String: String] {
    var metadata: [String: String] = [:]
    try reader.object { (reader, key) throws(StrictJSON.Failure) in
      guard metadata.updateValue(try reader.string(), forKey: key) == nil else {
        throw StrictJSON.Failure("the metadata \(key.debugDescription) stands there twice")
      }
    }
    return metadata
  }

  private static func entry(
    named name: String, _ reader: inout StrictJSON
  ) throws(StrictJSON.Failure) -> Entry {
    guard !name.isEmpty else { throw StrictJSON.Failure("a tensor has no name") }
    var type: String?
    var shape: [Int]?
    var offsets: [Int]?
    try reader.object { (reader, field) throws(StrictJSON.Failure) in
      switch field {
      case "dtype" where type == nil: type = try reader.string()
      case "shape" where shape == nil: shape = try reader.integers(limit: dimensionLimit)
      case "data_offsets" where offsets == nil: offsets = try reader.integers(limit: 2)
      default:
        throw StrictJSON.Failure(
          "\(name.debugDescription) has an unknown or repeated field \(field.debugDescription)")
      }
    }
    guard let type, let shape, let offsets, offsets.count == 2 else {
      throw StrictJSON.Failure("\(name.debugDescription) lacks its dtype, shape or two data_offsets")
    }
    return Entry(name: name, type: type, shape: shape, begin: offsets[0], end: offsets[1])
  }
}
