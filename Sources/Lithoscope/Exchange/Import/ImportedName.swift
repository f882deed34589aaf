import Descriptors

/// What imported vectors may be called: it is a descriptor's name, and a vector file's.
enum ImportedName {
  /// Characters a name can have.
  static let longest = 64

  /// Refuses what can be no name, and what means something else.
  ///
  /// - Throws: ``ImportError/badName(_:)``, ``ImportError/takenName(_:)``.
  static func check(_ name: String) throws(ImportError) {
    guard isPlain(name) else { throw .badName(name) }
    guard (try? Descriptor.named(name)) == nil, name != BaselineParts.name else { throw .takenName(name) }
  }

  /// Whether a name is made of what names are made of.
  static func isPlain(_ name: String) -> Bool {
    guard (1...longest).contains(name.utf8.count), !name.hasSuffix(LearnedModel.fileExtension) else {
      return false
    }
    return name.utf8.enumerated().allSatisfy { place, byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      // An option, or a hidden file, could not be told from a name that begins like one.
      case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): place > 0
      default: false
      }
    }
  }
}
