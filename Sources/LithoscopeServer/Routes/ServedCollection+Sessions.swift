import Foundation
import Hummingbird

/// A browser shows the token once and carries a cookie then.
extension ServedCollection {
  var sessionRoutes: [ServerRoute] {
    [
      ServerRoute(.post, "/api/session") { [self] request, _ in
        struct Ask: Decodable { let token: String }
        let ask = try await bodies.reading(request, upTo: AccessToken.mostBytes * 2) { bytes in
          try? JSONDecoder().decode(Ask.self, from: Data(bytes)).token
        }
        guard let ask else {
          throw Problem(.badRequest, "The token is expected as {\"token\": \"…\"}; send such an object.")
        }
        guard let token = options.token else {
          throw Problem(.notFound, "This server asks for no token; just use it.")
        }
        guard token.matches(ask) else {
          throw Problem(
            .unauthorized, "That is not the token; it stands in the file that the server was started with.")
        }
        let cookie = BrowserSessions.cookie(sessions.begin(), isEncrypted: options.certificate != nil)
        return Response(status: .noContent, headers: [.setCookie: cookie, .cacheControl: "no-store"])
      },
      ServerRoute(.delete, "/api/session") { [self] request, _ in
        if let secret = BrowserSessions.secret(inCookies: request.headers[.cookie]) { sessions.end(secret) }
        let gone = "\(BrowserSessions.cookieName)=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict"
        return Response(status: .noContent, headers: [.setCookie: gone, .cacheControl: "no-store"])
      },
    ]
  }
}
