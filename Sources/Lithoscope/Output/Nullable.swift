/// A value that JSON shows as `null` when it is missing, so that an object's keys are always the same.
@propertyWrapper
package struct Nullable<Value: Encodable>: Encodable {
  package let wrappedValue: Value?

  package init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let wrappedValue { try container.encode(wrappedValue) } else { try container.encodeNil() }
  }
}
