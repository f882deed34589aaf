/// The beginning of a `.npy` file (NumPy Enhancement Proposal 1): magic, version, and a Python dictionary that says
/// what numbers follow and in which shape.
struct NumPyHeader: Equatable {
  /// The numbers that are read: little-endian floats of 2, 4 or 8 bytes.
  enum Element: String, CaseIterable {
    case float16 = "<f2"
    case float32 = "<f4"
    case float64 = "<f8"

    /// Bytes of a number.
    var size: Int {
      switch self {
      case .float16: 2
      case .float32: 4
      case .float64: 8
      }
    }
  }

  let element: Element
  /// Rows.
  let rows: Int
  /// Numbers in a row, at least 1.
  let dimension: Int

  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
  /// Magic, two bytes of version, two of length.
  private static let fixedBytes = 10
  /// The whole header is a multiple of this, so that the numbers are aligned.
  private static let alignment = 64

  /// The header's bytes, format 1.0.
  var bytes: [UInt8] {
    var text = "{'descr': '\(element.rawValue)', 'fortran_order': False, 'shape': (\(rows), \(dimension)), }"
    // A line break ends it, and blanks before that fill it.
    let unpadded = Self.fixedBytes + text.utf8.count + 1
    let padding = (Self.alignment - unpadded % Self.alignment) % Self.alignment
    text += String(repeating: " ", count: padding) + "\n"
    let length = text.utf8.count
    return Self.magic + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)] + Array(text.utf8)
  }
}
