import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

@testable import LithoscopeServer

/// The document and the handlers say the same.
@Suite struct OpenAPITests {
  private let document: AnswerJSON

  init() throws { document = try AnswerJSON(bytes: OpenAPIDocument.bytes) }

  @Test func everyRouteIsDescribedAndEveryDescriptionIsARoute() throws {
    let server = try ServedPictures().server()
    let routes = Set(server.routes.map { "\($0.method.rawValue.lowercased()) \($0.path)" })
    var described: Set<String> = []
    for path in document["paths"]?.keys ?? [] {
      for method in document["paths"]?[path]?.keys ?? [] { described.insert("\(method) \(path)") }
    }
    #expect(routes == described)
    #expect(document["openapi"]?.text == "3.1.0")
  }

  @Test func everyReferenceLeadsSomewhere() throws {
    let text = String(decoding: OpenAPIDocument.bytes, as: UTF8.self)
    let references = text.matches(of: /"\$ref": "#\/([^"]+)"/).map { String($0.1) }
    #expect(references.count > 50)
    for reference in Set(references) {
      let target = reference.split(separator: "/").reduce(Optional(document)) { $0?[String($1)] }
      #expect(target != nil, "\(reference)")
    }
  }

  /// The JSON answers of a served collection, each by its path in the document.
  @Test func everyAnswerHasTheKeysThatItIsSaidToHave() async throws {
    let pictures = try ServedPictures()
    _ = try pictures.collection().evaluate()
    let server = try pictures.server { $0.isWritable = true }
    try await server.application().test(.router) { client in
      let gets = [
        "/health": "/health", "/api/metrics": "/api/metrics", "/api/collection": "/api/collection",
        "/api/images/1": "/api/images/{id}", "/api/map": "/api/map", "/api/places": "/api/places",
        "/api/evaluation": "/api/evaluation", "/api/indexing": "/api/indexing",
      ]
      for (uri, path) in gets {
        let response = try await client.get(uri)
        #expect(response.status == .ok, "\(uri)")
        try expect(response, matches: try #require(schema("get", path)), uri)
      }
      let search = try await client.search(
        "{\"images\":[{\"id\":1}],\"explain\":true,\"region\":{\"x\":0,\"y\":0,\"width\":0.5,\"height\":0.5}}"
      )
      try expect(search, matches: try #require(schema("post", "/api/search")), "search")
      var form = TestForm()
      form.add("image", file: "new.png", try ServedPictures.picture(900).png())
      form.add("image", file: "text.txt", Array("no image".utf8))
      let upload = try await client.execute(
        uri: "/api/images", method: .post, headers: [.contentType: TestForm.mediaType], body: form.body)
      try expect(upload, matches: try #require(schema("post", "/api/images")), "upload")
      let missing = try await client.get("/api/images/99999")
      #expect(missing.headers[.contentType] == "application/problem+json")
      try expect(missing, matches: try #require(document["components"]?["schemas"]?["Problem"]), "problem")
    }
  }

  /// The schema of an operation's answer.
  private func schema(_ method: String, _ path: String) -> AnswerJSON? {
    document["paths"]?[path]?[method]?["responses"]?["200"]?["content"]?["application/json"]?["schema"]
  }

  private func expect(_ response: TestResponse, matches schema: AnswerJSON, _ name: String) throws {
    expect(try AnswerJSON(response), matches: schema, name)
  }

  /// Types and required keys, all the way down.
  private func expect(_ value: AnswerJSON, matches schema: AnswerJSON, _ name: String) {
    if let reference = schema["$ref"]?.text {
      let target = reference.dropFirst(2).split(separator: "/").reduce(Optional(document)) { $0?[String($1)] }
      if let target { expect(value, matches: target, name) }
      return
    }
    if let choices = schema["oneOf"]?.list {
      if !value.isNull, let first = choices.first { expect(value, matches: first, name) }
      return
    }
    let types = schema["type"]?.text.map { [$0] } ?? schema["type"]?.list.compactMap(\.text) ?? []
    #expect(
      types.isEmpty || types.contains(value.typeName)
        || types.contains("number") && value.typeName == "integer",
      "\(name) is \(value.typeName), not \(types)")
    let required = Set(schema["required"]?.list.compactMap(\.text) ?? [])
    #expect(
      value.isNull || value.keys.isSuperset(of: required), "\(name) lacks \(required.subtracting(value.keys))"
    )
    let known = schema["properties"]?.keys ?? []
    if !known.isEmpty, schema["additionalProperties"] == nil {
      #expect(value.keys.isSubset(of: known), "\(name) has \(value.keys.subtracting(known)) besides")
    }
    for key in known {
      if let property = schema["properties"]?[key], let own = value[key] {
        expect(own, matches: property, "\(name).\(key)")
      }
    }
    if let items = schema["items"] {
      for item in value.list { expect(item, matches: items, "\(name)[]") }
    }
  }
}
