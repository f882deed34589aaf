/// The description of the API after OpenAPI 3.1.
enum OpenAPIDocument {
  /// The document as JSON.
  static let bytes: [UInt8] = Array("{}".utf8)
}
