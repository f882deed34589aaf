/// Reads the useful part of EXIF data. Whatever is broken in it is left out; nothing in it can fail an image.
enum ExifReader {
  /// More than any camera writes; a larger block is not looked at.
  static let largestBlock = 1 << 20

  /// Values by ``ExifKey`` raw value.
  ///
  /// - Parameter block: a TIFF structure, with or without the six bytes `Exif\0\0` in front.
  static func values(in block: ArraySlice<UInt8>) -> [String: String] {
    guard let reader = reader(of: block), let first = reader.long(at: 4) else { return [:] }
    let main = ExifDirectory(reader, at: first)
    var values: [ExifKey: String] = [:]
    values[.cameraMake] = main.text(0x010F)
    values[.cameraModel] = main.text(0x0110)
    var date = main.text(0x0132)
    var offset: String?
    if let position = main.integer(0x8769) {
      let exif = ExifDirectory(reader, at: position)
      date = exif.text(0x9003) ?? date
      offset = exif.text(0x9011)
      values[.lens] = exif.text(0xA434)
      values[.exposureTime] = exif.fraction(0x829A).flatMap(exposure)
      values[.fNumber] = exif.real(0x829D).flatMap { decimal($0, places: 1) }
      values[.iso] = exif.integer(0x8827).map { String($0) }
      values[.focalLength] = exif.real(0x920A).flatMap { decimal($0, places: 2) }
    }
    values[.dateTaken] = date.flatMap { isoDate($0, offset: offset) }
    if let position = main.integer(0x8825) {
      let gps = ExifDirectory(reader, at: position)
      values[.latitude] = degrees(gps, value: 2, reference: 1, negative: "S", limit: 90)
      values[.longitude] = degrees(gps, value: 4, reference: 3, negative: "W", limit: 180)
      let sign = gps.integer(5) == 1 ? -1.0 : 1.0
      values[.altitude] = gps.real(6).flatMap { decimal(sign * $0, places: 1) }
    }
    return Dictionary(uniqueKeysWithValues: values.map { ($0.key.rawValue, $0.value) })
  }

  /// How the image is stored, 1 to 8; 1 when the block does not say.
  static func orientation(in block: ArraySlice<UInt8>) -> Int {
    guard let reader = reader(of: block), let first = reader.long(at: 4) else { return 1 }
    let value = ExifDirectory(reader, at: first).integer(0x0112) ?? 1
    return (1...8).contains(value) ? value : 1
  }

  private static func reader(of block: ArraySlice<UInt8>) -> EndianBytes? {
    let hasPrefix = block.starts(with: [0x45, 0x78, 0x69, 0x66, 0, 0])
    let tiff = hasPrefix ? block.dropFirst(6) : block
    guard tiff.starts(with: [0x49, 0x49]) || tiff.starts(with: [0x4D, 0x4D]) else { return nil }
    let reader = EndianBytes(bytes: tiff, isBigEndian: tiff.first == 0x4D)
    return reader.short(at: 2) == 42 ? reader : nil
  }

  /// `2024:05:31 12:34:56` as `2024-05-31T12:34:56`; nil for anything else and for a clock never set.
  static func isoDate(_ text: String, offset: String?) -> String? {
    let parts = text.split { $0 == ":" || $0 == " " || $0 == "-" || $0 == "T" }
    guard parts.count >= 6, parts[0].count == 4, parts[1..<6].allSatisfy({ $0.count == 2 }),
      parts[0..<6].allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }), parts[0] != "0000"
    else { return nil }
    let zone = offset.flatMap { $0.count == 6 && ($0.first == "+" || $0.first == "-") ? $0 : nil } ?? ""
    return parts[0..<3].joined(separator: "-") + "T" + parts[3..<6].joined(separator: ":") + zone
  }

  private static func exposure(_ value: (numerator: Int, denominator: Int)) -> String? {
    let seconds = Double(value.numerator) / Double(value.denominator)
    guard seconds > 0 else { return nil }
    return seconds < 1 ? "1/\(Int((1 / seconds).rounded()))" : decimal(seconds, places: 1)
  }

  /// Degrees, minutes and seconds as decimal degrees, to six places (a tenth of a metre).
  private static func degrees(
    _ gps: ExifDirectory, value: Int, reference: Int, negative: String, limit: Double
  ) -> String? {
    guard let whole = gps.real(value, 0), let side = gps.text(reference) else { return nil }
    let angle = whole + (gps.real(value, 1) ?? 0) / 60 + (gps.real(value, 2) ?? 0) / 3600
    guard angle <= limit else { return nil }
    return decimal(side.uppercased() == negative ? -angle : angle, places: 6)
  }

  /// A number with at most `places` decimals and no trailing zeros.
  static func decimal(_ value: Double, places: Int) -> String? {
    let largest = 1e9
    guard value.isFinite, abs(value) < largest else { return nil }
    let unit = (0..<places).reduce(1) { product, _ in product * 10 }
    let scaled = Int((abs(value) * Double(unit)).rounded())
    let digits = String(scaled % unit + unit).dropFirst()
    let fraction = String(digits.reversed().drop { $0 == "0" }.reversed())
    let sign = value < 0 && scaled > 0 ? "-" : ""
    return sign + String(scaled / unit) + (fraction.isEmpty ? "" : "." + fraction)
  }
}
