import Glibc

/// How a profile's channel maps encoded values to light (ICC.1:2022, 10.6 `curv` and 10.18 `para`).
enum ToneCurve: Equatable {
  case table([Float])
  case gamma(Float)
  case parametric(kind: Int, [Float])

  /// Parameters of each kind of parametric curve, by its number.
  private static let parameterCounts = [1, 3, 4, 5, 7]

  /// Reads the tag at `offset`; nil for a kind that does not exist or a tag that is cut short.
  init?(_ reader: EndianBytes, at offset: Int) {
    guard let kind = reader.long(at: offset) else { return nil }
    switch kind {
    case FourCharacters.code("curv"):
      guard let count = reader.long(at: offset + 8), count <= 0xFFFF else { return nil }
      if count == 0 {
        self = .gamma(1)
      } else if count == 1 {
        guard let value = reader.short(at: offset + 12) else { return nil }
        self = .gamma(Float(value) / 256)
      } else {
        var table: [Float] = []
        for i in 0..<count {
          guard let value = reader.short(at: offset + 12 + 2 * i) else { return nil }
          table.append(Float(value) / 65535)
        }
        self = .table(table)
      }
    case FourCharacters.code("para"):
      guard let form = reader.short(at: offset + 8), form < Self.parameterCounts.count else { return nil }
      var parameters: [Float] = []
      for i in 0..<Self.parameterCounts[form] {
        guard let value = reader.fixedPoint(at: offset + 12 + 4 * i) else { return nil }
        parameters.append(value)
      }
      self = .parametric(kind: form, parameters)
    default:
      return nil
    }
  }

  /// Light, 0–1, of an encoded value, 0–1.
  func linear(_ x: Float) -> Float {
    let light: Float
    switch self {
    case .gamma(let exponent):
      light = exponent == 1 ? x : powf(x, exponent)
    case .table(let table):
      let position = x * Float(table.count - 1)
      let below = min(Int(position), table.count - 2)
      light = table[below] + (table[below + 1] - table[below]) * (position - Float(below))
    case .parametric(let kind, let p):
      light = Self.evaluate(kind, p, x)
    }
    return light.isFinite ? min(1, max(0, light)) : 0
  }

  /// The five parametric forms, with the standard's names for their parameters.
  private static func evaluate(_ kind: Int, _ p: [Float], _ x: Float) -> Float {
    let g = p[0]
    func power(_ a: Float, _ b: Float) -> Float { powf(max(0, a * x + b), g) }
    switch kind {
    case 0: return powf(x, g)
    case 1: return x >= -p[2] / p[1] ? power(p[1], p[2]) : 0
    case 2: return x >= -p[2] / p[1] ? power(p[1], p[2]) + p[3] : p[3]
    case 3: return x >= p[4] ? power(p[1], p[2]) : p[3] * x
    default: return x >= p[4] ? power(p[1], p[2]) + p[5] : p[3] * x + p[6]
    }
  }
}

/// Four-letter codes, as ICC profiles use them.
enum FourCharacters {
  static func code(_ text: StaticString) -> Int {
    text.withUTF8Buffer { $0.reduce(0) { $0 << 8 | Int($1) } }
  }
}

extension EndianBytes {
  /// A signed number of 16 whole and 16 fractional bits (ICC `s15Fixed16Number`).
  func fixedPoint(at offset: Int) -> Float? {
    long(at: offset).map { Float(Int32(truncatingIfNeeded: $0)) / 65536 }
  }
}
