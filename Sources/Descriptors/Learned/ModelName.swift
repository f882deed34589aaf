/// What a trained model may be called: it is a descriptor's name, and a file's in collections.
public enum ModelName {
  /// Characters a name can have.
  public static let longest = 64

  /// Whether a model can be called so: letters of ASCII, digits, `-` and `_`, and no descriptor's name.
  public static func isValid(_ name: String) -> Bool {
    // An option could not be told from a name that begins like one.
    isPlain(name) && !name.hasPrefix("-") && (try? Descriptor.named(name)) == nil
  }

  /// Whether a name has only characters that need no quoting anywhere, and not too many.
  static func isPlain(_ name: String) -> Bool {
    (1...longest).contains(name.utf8.count)
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }
}
