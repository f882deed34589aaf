import Hummingbird
import HummingbirdTesting

/// The body of a form.
struct TestForm {
  static let boundary = "----lithoscope-test-boundary"
  static let mediaType = "multipart/form-data; boundary=\(boundary)"

  private(set) var bytes: [UInt8] = []

  mutating func add(_ name: String, file: String? = nil, _ content: [UInt8]) {
    let fileName = file.map { "; filename=\"\($0)\"" } ?? ""
    bytes += Array(
      "--\(Self.boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\(fileName)\r\n\r\n".utf8)
    bytes += content + Array("\r\n".utf8)
  }

  var body: ByteBuffer { ByteBuffer(bytes: bytes + Array("--\(Self.boundary)--\r\n".utf8)) }
}

extension TestClientProtocol {
  /// Searches by a JSON query.
  func search(_ json: String, k: Int? = nil, headers: HTTPFields = [:]) async throws -> TestResponse {
    var fields = headers
    fields[.contentType] = "application/json"
    return try await execute(
      uri: "/api/search" + (k.map { "?k=\($0)" } ?? ""), method: .post, headers: fields,
      body: ByteBuffer(string: json))
  }

  /// Searches by a form.
  func search(_ form: TestForm, k: Int? = nil) async throws -> TestResponse {
    try await execute(
      uri: "/api/search" + (k.map { "?k=\($0)" } ?? ""), method: .post,
      headers: [.contentType: TestForm.mediaType],
      body: form.body)
  }

  /// Asks for something.
  func get(_ uri: String, headers: HTTPFields = [:]) async throws -> TestResponse {
    try await execute(uri: uri, method: .get, headers: headers)
  }
}
