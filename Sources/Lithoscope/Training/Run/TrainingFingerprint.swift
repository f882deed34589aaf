/// What a checkpoint was made with: whoever goes on with it must have the same.
struct TrainingFingerprint: Equatable {
  /// What is compared, in the order in which differences are said, and its value.
  let parts: [(what: String, value: String)]

  static func == (one: TrainingFingerprint, other: TrainingFingerprint) -> Bool {
    one.parts.elementsEqual(other.parts) { $0 == $1 }
  }

  /// Refuses a checkpoint that was made with something else.
  func check(_ metadata: [String: String], path: String) throws {
    for (what, value) in parts {
      let has = metadata[Self.key(what)] ?? "nothing"
      guard has == value else {
        throw TrainingProblem.foreignCheckpoint(
          path: path, what: what, has: Self.short(has), asked: Self.short(value))
      }
    }
  }

  /// As a checkpoint keeps it.
  var metadata: [String: String] {
    Dictionary(uniqueKeysWithValues: parts.map { (Self.key($0.what), $0.value) })
  }

  private static func key(_ what: String) -> String { "with " + what }

  /// As much of a value as a message has room for.
  private static func short(_ value: String) -> String {
    let room = 40
    return value.count <= room ? value : value.prefix(room) + "…"
  }
}
