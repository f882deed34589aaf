/// The description of the API after OpenAPI 3.1, `openapi.json` in this folder. A test holds it against what answers.
enum OpenAPIDocument {
  /// The document as JSON.
  static let bytes = PackageResources.openapi_json
}
