import Crypto
import Foundation
import Synchronization

/// Browsers that have shown the token once and carry a cookie since. Kept in memory only: a restart ends them.
final class BrowserSessions: Sendable {
  /// The cookie's name.
  static let cookieName = "lithoscope"
  /// Seconds after which the token is asked for again: half a day.
  static let lifetime = 43_200
  /// More than people have browsers; the oldest is forgotten.
  private static let most = 256
  private static let secretBytes = 32

  /// When each ends, by the SHA-256 of its secret: looking that up tells nothing about a secret, however long it takes.
  private let ends = Mutex<[[UInt8]: Date]>([:])

  /// Begins a session; returns its secret.
  func begin() -> String {
    var random = SystemRandomNumberGenerator()
    let secret = (0..<Self.secretBytes / 8).map { _ in
      let digits = String(random.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
    ends.withLock { ends in
      ends = ends.filter { $0.value > Date() }
      if ends.count >= Self.most, let oldest = ends.min(by: { $0.value < $1.value }) {
        ends[oldest.key] = nil
      }
      ends[Self.digest(secret)] = Date(timeIntervalSinceNow: Double(Self.lifetime))
    }
    return secret
  }

  /// Whether a secret is that of a session.
  func knows(_ secret: String) -> Bool {
    ends.withLock { ends in ends[Self.digest(secret)].map { $0 > Date() } ?? false }
  }

  /// Ends a session.
  func end(_ secret: String) { ends.withLock { $0[Self.digest(secret)] = nil } }

  /// The secret among a request's cookies.
  static func secret(inCookies header: String?) -> String? {
    for cookie in (header ?? "").split(separator: ";") {
      let halves = cookie.split(separator: "=", maxSplits: 1)
      if halves.count == 2, halves[0].drop(while: { $0 == " " }) == cookieName { return String(halves[1]) }
    }
    return nil
  }

  /// The header field that gives a browser its cookie.
  static func cookie(_ secret: String, isEncrypted: Bool) -> String {
    "\(cookieName)=\(secret); Path=/; Max-Age=\(lifetime); HttpOnly; SameSite=Strict"
      + (isEncrypted ? "; Secure" : "")
  }

  private static func digest(_ secret: String) -> [UInt8] { Array(SHA256.hash(data: Array(secret.utf8))) }
}
