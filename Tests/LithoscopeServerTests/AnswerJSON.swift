import Foundation
import HummingbirdTesting

/// An answer's JSON, to be looked into.
enum AnswerJSON: Sendable, Decodable {
  case null
  case boolean(Bool)
  case number(Double)
  case text(String)
  case array([AnswerJSON])
  case object([String: AnswerJSON])

  init(_ response: TestResponse) throws { try self.init(bytes: Array(response.body.readableBytesView)) }

  init(bytes: [UInt8]) throws { self = try JSONDecoder().decode(AnswerJSON.self, from: Data(bytes)) }

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let flag = try? value.decode(Bool.self) {
      self = .boolean(flag)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let list = try? value.decode([AnswerJSON].self) {
      self = .array(list)
    } else {
      self = .object(try value.decode([String: AnswerJSON].self))
    }
  }

  /// What JSON Schema calls it.
  var typeName: String {
    switch self {
    case .null: "null"
    case .boolean: "boolean"
    case .number(let number): number == number.rounded() ? "integer" : "number"
    case .text: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  subscript(key: String) -> AnswerJSON? {
    if case .object(let members) = self { members[key] } else { nil }
  }
  subscript(index: Int) -> AnswerJSON? { list.indices.contains(index) ? list[index] : nil }

  var isNull: Bool { if case .null = self { true } else { false } }
  var flag: Bool? { if case .boolean(let flag) = self { flag } else { nil } }
  var text: String? { if case .text(let text) = self { text } else { nil } }
  var number: Double? { if case .number(let number) = self { number } else { nil } }
  var integer: Int? { number.flatMap { Int(exactly: $0) } }
  var list: [AnswerJSON] { if case .array(let list) = self { list } else { [] } }
  var keys: Set<String> { if case .object(let members) = self { Set(members.keys) } else { [] } }
}
