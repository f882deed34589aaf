/// Text with `*` for any characters, also none, and `?` for one. Upper and lower case do not count.
struct GlobPattern {
  private let pattern: [Character]

  init(_ pattern: String) {
    self.pattern = Array(pattern.lowercased())
  }

  /// Whether all of a text matches.
  func matches(_ text: String) -> Bool {
    let text = Array(text.lowercased())
    var (place, position) = (0, 0)
    // Where to go on when what follows the last star has not matched: the star takes one character more.
    var retry: (place: Int, position: Int)?
    while position < text.count {
      if place < pattern.count, pattern[place] == "*" {
        retry = (place, position)
        place += 1
      } else if place < pattern.count, pattern[place] == "?" || pattern[place] == text[position] {
        place += 1
        position += 1
      } else if let star = retry {
        retry = (star.place, star.position + 1)
        (place, position) = (star.place + 1, star.position + 1)
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == "*" }
  }
}
