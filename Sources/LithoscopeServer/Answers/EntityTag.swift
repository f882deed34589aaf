/// Tags that say whether a client has something already (RFC 9110, section 8.8.3).
enum EntityTag {
  /// Whether a tag is among those of `If-None-Match`. Weak tags count as strong ones, as that header has it.
  static func matches(_ tag: String, _ header: String?) -> Bool {
    guard let header else { return false }
    return header.split(separator: ",").contains { part in
      var candidate = part.drop { $0 == " " }
      candidate =
        candidate[
          ..<(candidate.lastIndex { $0 != " " }.map { candidate.index(after: $0) } ?? candidate.startIndex)]
      if candidate == "*" { return true }
      return (candidate.hasPrefix("W/") ? candidate.dropFirst(2) : candidate) == tag
    }
  }
}
