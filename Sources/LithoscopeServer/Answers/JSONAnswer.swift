import Foundation
import Hummingbird

/// Answers in JSON: keys in snake case and in order, so that equal answers are equal bytes.
enum JSONAnswer {
  /// The media type.
  static let mediaType = "application/json"

  /// An encoder as all answers use it.
  static func encoder() -> JSONEncoder {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }

  /// A response that holds a value. Whatever is asked of the collection may be another moment from now.
  static func response(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
    response(bytes: Array(try encoder().encode(value)), status: status)
  }

  /// The same from bytes that are JSON already.
  static func response(bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: mediaType, .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
