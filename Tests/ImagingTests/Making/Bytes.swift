/// Numbers as files write them.
enum Bytes {
  static func big16(_ value: Int) -> [UInt8] { [UInt8(value >> 8 & 255), UInt8(value & 255)] }
  static func big32(_ value: Int) -> [UInt8] { big16(value >> 16 & 0xFFFF) + big16(value & 0xFFFF) }
  static func little16(_ value: Int) -> [UInt8] { big16(value).reversed() }
  static func little32(_ value: Int) -> [UInt8] { big32(value).reversed() }
}
