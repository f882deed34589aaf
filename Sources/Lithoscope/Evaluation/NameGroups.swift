/// Groups that the images' file names suggest: `sample_34_10X_PP_1.jpg` and `sample_34_2.5X_PP_2.jpg` are two
/// pictures of `sample_34`, perhaps.
///
/// A name is taken apart at `_`, `-`, blanks and parentheses. The groups are those that have their first n
/// parts in common, for the smallest n that makes real groups: most images have company and most classes
/// have several groups. Names of one part, such as numbers, suggest nothing.
struct NameGroups: Equatable {
  /// The group of each image, a number from 0.
  let groups: [Int]
  /// A name of a group, as an example.
  let example: String
  /// The images in the example's group.
  let exampleCount: Int
  /// The regular expression that makes these groups, when one does.
  let pattern: String?

  /// All groupings that the names allow, coarsest first.
  ///
  /// - Parameters:
  ///   - paths: relative paths.
  ///   - labels: the class of each image.
  static func candidates(_ paths: [String], labels: [Int]) -> [NameGroups] {
    let names = paths.map { FileName($0) }
    let mostParts = names.map(\.parts.count).max() ?? 0
    var found: [NameGroups] = []
    for count in 1..<max(2, min(mostParts, mostPartsTried + 1)) {
      guard let candidate = NameGroups(names, paths, labels, parts: count) else { continue }
      if candidate.groups != found.last?.groups { found.append(candidate) }
    }
    return found
  }

  /// Whether the names say that all images of a class come from one sample: a number that the images of each
  /// class have in common and no other class has.
  ///
  /// - Returns: the number's text and the class of the first image.
  static func oneSampleAClass(_ paths: [String], labels: [Int]) -> String? {
    let heads = paths.map { FileName($0).parts.first.map(String.init) ?? "" }
    var classOf: [String: Int] = [:]
    var headOf: [Int: String] = [:]
    for (head, label) in zip(heads, labels) {
      guard head.contains(where: \.isNumber) else { return nil }
      if classOf.updateValue(label, forKey: head) ?? label != label { return nil }
      if headOf.updateValue(head, forKey: label) ?? head != head { return nil }
    }
    let mean = Double(paths.count) / Double(max(1, headOf.count))
    return headOf.count > 1 && mean >= 2 ? heads.first : nil
  }

  /// Prefixes longer than so many parts are the images themselves.
  private static let mostPartsTried = 6
  /// The least share of images that must have company in their group.
  private static let leastShared = 0.5
  /// The least share of images whose class must have several groups.
  private static let leastDivided = 0.5

  private init?(_ names: [FileName], _ paths: [String], _ labels: [Int], parts: Int) {
    var numbers: [String: Int] = [:]
    var members: [[Int]] = []
    var groups: [Int] = []
    for (image, name) in names.enumerated() {
      // A name without more parts than that stands for itself.
      let key = name.parts.count > parts ? name.prefix(parts) : "/\(paths[image])"
      let number = numbers[key] ?? members.count
      if number == members.count {
        numbers[key] = number
        members.append([])
      }
      members[number].append(image)
      groups.append(number)
    }
    let shared = members.reduce(0) { $0 + ($1.count > 1 ? $1.count : 0) }
    guard Double(shared) >= Self.leastShared * Double(max(1, names.count)) else { return nil }

    var groupsOfClass: [Int: Set<Int>] = [:]
    for (label, group) in zip(labels, groups) { groupsOfClass[label, default: []].insert(group) }
    let divided = labels.count { (groupsOfClass[$0]?.count ?? 0) > 1 }
    guard Double(divided) >= Self.leastDivided * Double(max(1, labels.count)) else { return nil }
    // Groups that spread over everything, as `IMG` does.
    guard let largest = members.map(\.count).max(), largest * 2 <= names.count else { return nil }
    guard let typical = members.first(where: { $0.count > 1 }) else { return nil }

    self.groups = groups
    example = names[typical[0]].prefix(parts)
    exampleCount = typical.count
    pattern = Self.pattern(names.filter { $0.parts.count > parts }, parts)
      .flatMap { Self.makes(groups, $0, paths) ? $0 : nil }
  }

  /// An expression for the first parts of the names.
  private static func pattern(_ names: [FileName], _ count: Int) -> String? {
    guard let first = names.first else { return nil }
    var text = ""
    for place in 0..<count {
      if place > 0 {
        let separators = Set(names.map { $0.separators[place - 1] })
        text += separators.count == 1 ? escaped(first.separators[place - 1]) : "[-_ ()]+"
      }
      let values = Set(names.map { String($0.parts[place]) })
      if values.count == 1 {
        text += escaped(String(first.parts[place]))
      } else {
        let isNumber = values.allSatisfy { $0.utf8.allSatisfy { (48...57).contains($0) } }
        text += isNumber ? "[0-9]+" : "[^-_ ()/]+"
      }
    }
    return text
  }

  private static func escaped(_ text: String) -> String {
    text.map { "\\.+*?[](){}^$|#".contains($0) ? "\\\($0)" : String($0) }.joined()
  }

  /// Whether the expression makes the groups that were found, on a sample of the paths.
  private static func makes(_ groups: [Int], _ text: String, _ paths: [String]) -> Bool {
    guard let pattern = try? GroupPattern(text) else { return false }
    var groupOf: [String: Int] = [:]
    var nameOf: [Int: String] = [:]
    for image in stride(from: 0, to: paths.count, by: max(1, paths.count / checkedPaths)) {
      let name = pattern.group(of: paths[image]) ?? "/\(paths[image])"
      if groupOf.updateValue(groups[image], forKey: name) ?? groups[image] != groups[image] { return false }
      if nameOf.updateValue(name, forKey: groups[image]) ?? name != name { return false }
    }
    return true
  }

  private static let checkedPaths = 2000
}

extension NameGroups {
  /// A file's name taken apart.
  private struct FileName {
    let parts: [Substring]
    /// What stands between the parts: one less than there are.
    let separators: [String]

    init(_ path: String) {
      var stem = path.utf8.split(separator: UInt8(ascii: "/")).last.map { Substring($0) } ?? ""
      if let dot = stem.utf8.lastIndex(of: UInt8(ascii: ".")), dot > stem.startIndex { stem = stem[..<dot] }
      var parts: [Substring] = []
      var separators: [String] = []
      var rest = stem.drop { Self.isSeparator($0) }
      while !rest.isEmpty {
        let part = rest.prefix { !Self.isSeparator($0) }
        parts.append(part)
        rest = rest[part.endIndex...]
        let gap = rest.prefix { Self.isSeparator($0) }
        rest = rest[gap.endIndex...]
        if !rest.isEmpty { separators.append(String(gap)) }
      }
      self.parts = parts
      self.separators = separators
    }

    func prefix(_ count: Int) -> String {
      var text = String(parts[0])
      for place in 1..<max(1, count) where place < parts.count {
        text += separators[place - 1] + parts[place]
      }
      return text
    }

    private static func isSeparator(_ character: Character) -> Bool { "_- ()".contains(character) }
  }
}
