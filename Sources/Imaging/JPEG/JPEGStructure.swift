/// What the markers of a JPEG file tell before anything is decoded (ITU-T T.81, annex B).
struct JPEGStructure: Equatable {
  /// Columns as stored.
  var width = 0

  /// Rows as stored; 0 when the file leaves them to a later marker.
  var height = 0

  /// 1 grey, 3 colour, 4 CMYK.
  var components = 0

  /// Bits a sample; 8 in every ordinary file.
  var precision = 0

  /// The low four bits of the frame's marker: 0 baseline, 1 extended, 2 progressive, 9 and above arithmetic.
  var process = 0

  /// Whether the samples come in several passes, so that the decoder must hold all coefficients.
  var hasSeveralScans = false

  /// Where the first pass of samples begins.
  var firstScan = 0

  /// Where the EXIF block lies, its prefix included; empty when there is none.
  var exif = 0..<0

  /// Where the pieces of the ICC profile lie, each with its number in front and their count after that.
  private var profilePieces: [Range<Int>] = []

  /// Whether the file is of the kind libjpeg decodes: 8 bits, Huffman or arithmetic, not lossless.
  var isOrdinary: Bool { precision == 8 && [0, 1, 2, 9, 10].contains(process) }

  /// What it is when it is not ordinary, to follow "It is".
  var unusualKind: String {
    precision != 8 ? "a JPEG with \(precision) bits a sample" : "a JPEG of the lossless or hierarchical kind"
  }

  private static let startOfScan: UInt8 = 0xDA
  private static let endOfImage: UInt8 = 0xD9
  private static let application1: UInt8 = 0xE1
  private static let application2: UInt8 = 0xE2
  private static let exifPrefix = Array("Exif\0\0".utf8)
  private static let profilePrefix = Array("ICC_PROFILE\0".utf8)

  /// Walks the markers up to the first scan; nil when they break off or make no sense.
  init?(_ bytes: ArraySlice<UInt8>) {
    var position = bytes.startIndex + 2
    while position + 4 <= bytes.endIndex {
      guard bytes[position] == 0xFF else { return nil }
      let marker = bytes[position + 1]
      if marker == 0xFF {  // Fill bytes may stand before any marker.
        position += 1
        continue
      }
      if marker == 0x01 || (0xD0...0xD8).contains(marker) {  // Markers without a length.
        position += 2
        continue
      }
      if marker == Self.endOfImage { return nil }
      let length = Int(bytes[position + 2]) << 8 | Int(bytes[position + 3])
      let end = position + 2 + length
      guard length >= 2, end <= bytes.endIndex else { return nil }
      let body = bytes[(position + 4)..<max(position + 4, end)]
      if Self.isFrame(marker) {
        guard readFrame(marker, Array(body.prefix(6))) else { return nil }
      } else if marker == Self.application1, exif.isEmpty, body.starts(with: Self.exifPrefix) {
        exif = (body.startIndex - bytes.startIndex)..<(body.endIndex - bytes.startIndex)
      } else if marker == Self.application2, body.starts(with: Self.profilePrefix), body.count > 14 {
        let start = body.startIndex + Self.profilePrefix.count
        profilePieces.append((start - bytes.startIndex)..<(body.endIndex - bytes.startIndex))
      } else if marker == Self.startOfScan {
        guard components > 0, let inScan = body.first else { return nil }
        hasSeveralScans = process == 2 || process == 10 || Int(inScan) < components
        firstScan = end - bytes.startIndex
        return
      }
      position = end
    }
    return nil
  }

  /// The ICC profile put together from its pieces (ICC.1:2022, annex B.4); empty when one is missing.
  func profile(in bytes: ArraySlice<UInt8>) -> [UInt8] {
    let pieces = profilePieces.map {
      bytes[(bytes.startIndex + $0.lowerBound)..<(bytes.startIndex + $0.upperBound)]
    }
    let ordered = pieces.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
    let numbers = ordered.map { Int($0.first ?? 0) }
    guard !numbers.isEmpty, numbers == Array(1...numbers.count) else { return [] }
    return ordered.flatMap { $0.dropFirst(2) }
  }

  /// Whether the end-of-image marker follows the samples. A file without it was cut, by two bytes or by half.
  func hasEnd(_ bytes: ArraySlice<UInt8>) -> Bool {
    var position = bytes.endIndex - 2
    while position >= bytes.startIndex + firstScan {
      if bytes[position] == 0xFF && bytes[position + 1] == Self.endOfImage { return true }
      position -= 1
    }
    return false
  }

  /// SOF0 to SOF15 without the three markers of that row that mean something else (DHT, JPG, DAC).
  private static func isFrame(_ marker: UInt8) -> Bool {
    (0xC0...0xCF).contains(marker) && marker != 0xC4 && marker != 0xC8 && marker != 0xCC
  }

  private mutating func readFrame(_ marker: UInt8, _ body: [UInt8]) -> Bool {
    guard body.count == 6 else { return false }
    process = Int(marker & 0x0F)
    precision = Int(body[0])
    height = Int(body[1]) << 8 | Int(body[2])
    width = Int(body[3]) << 8 | Int(body[4])
    components = Int(body[5])
    return width > 0 && components > 0
  }
}
