/// Names and addresses by which a machine calls itself.
enum LoopbackName {
  /// Whether a host is this machine and no other can reach it: `localhost`, 127.0.0.0/8 (RFC 1122) or ::1 (RFC 4291).
  static func isLoopback(_ host: String) -> Bool {
    let name = host.lowercased()
    if name == "localhost" || name == "::1" || name == "[::1]" { return true }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.first == "127"
      && parts.allSatisfy { part in
        (1...3).contains(part.count) && part.allSatisfy(\.isNumber) && UInt8(part) != nil
      }
  }

  /// The host of an authority such as `localhost:8080` or `[::1]:8080`; nil for what is none.
  static func host(ofAuthority authority: String) -> String? {
    if authority.hasPrefix("[") {
      guard let end = authority.firstIndex(of: "]") else { return nil }
      let rest = authority[authority.index(after: end)...]
      guard rest.isEmpty || isPort(rest) else { return nil }
      return String(authority[...end])
    }
    guard let colon = authority.firstIndex(of: ":") else { return authority }
    return isPort(authority[colon...]) ? String(authority[..<colon]) : nil
  }

  private static func isPort(_ text: Substring) -> Bool {
    text.hasPrefix(":") && text.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
  }
}
