import Crypto
import Foundation

/// The secret that clients beyond loopback have to know.
public struct AccessToken: Sendable {
  /// Shorter ones can be guessed: 16 characters of any kind.
  public static let fewestBytes = 16
  /// No token is longer; a file that is, is something else.
  static let mostBytes = 4096

  private let bytes: [UInt8]
  /// Compared in place of the secret, so that lengths are equal; made anew for each run.
  private let key = SymmetricKey(size: .bits256)

  /// A token.
  ///
  /// - Throws: ``AccessTokenError/tooShort(_:)``.
  public init(_ text: String) throws(AccessTokenError) {
    bytes = Array(text.utf8)
    guard bytes.count >= Self.fewestBytes else { throw .tooShort(bytes.count) }
  }

  /// Reads a file whose first line is the token.
  ///
  /// - Throws: ``AccessTokenError``.
  public init(file path: String) throws(AccessTokenError) {
    guard let handle = FileHandle(forReadingAtPath: path) else { throw .unreadable(path: path) }
    defer { try? handle.close() }
    guard let data = try? handle.read(upToCount: Self.mostBytes) else { throw .unreadable(path: path) }
    let line = data.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    guard let text = String(validating: line, as: UTF8.self) else { throw .unreadable(path: path) }
    try self.init(text)
  }

  /// Whether somebody knows it. Takes as long whatever the text has in common with it: what is compared are codes of
  /// both under a key that nobody knows.
  func matches(_ text: String) -> Bool {
    let own = HMAC<SHA256>.authenticationCode(for: bytes, using: key)
    return HMAC<SHA256>.isValidAuthenticationCode(Data(own), authenticating: Array(text.utf8), using: key)
  }
}

/// Why there is no token.
public enum AccessTokenError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file cannot be read, or is no text.
  case unreadable(path: String)
  /// Too easy to guess.
  case tooShort(Int)

  /// The reason and the remedy.
  public var description: String {
    switch self {
    case .unreadable(let path):
      "The token cannot be read from \(path); write one line of text there, such as that of `openssl rand -hex 32`."
    case .tooShort(let bytes):
      "A token of \(bytes) bytes can be guessed; take at least \(AccessToken.fewestBytes), such as those of "
        + "`openssl rand -hex 32`."
    }
  }
}
