import Neural

/// Images for training and for validation.
///
/// Groups are never divided. Of each class about the same share is kept for validation, and at least one group
/// where it has two; the only group of a class is trained on.
struct TrainingSplit: Equatable {
  /// Ascending.
  let training: [Int]
  /// Ascending.
  let validation: [Int]

  /// Divides images.
  ///
  /// - Parameters:
  ///   - labels: the class of each image; all the same where there are none.
  ///   - groups: the group of each image.
  ///   - share: the share of each class to keep, at least 0 and below 1; 0 keeps none.
  init(labels: [Int], groups: [Int], share: Float, seed: UInt64) {
    // A group belongs to the class that most of its images have; of equals to the first.
    var counts: [Int: [Int: Int]] = [:]
    for (label, group) in zip(labels, groups) { counts[group, default: [:]][label, default: 0] += 1 }
    var sizes: [Int: Int] = [:]
    for group in groups { sizes[group, default: 0] += 1 }
    var groupsOfClass: [Int: [Int]] = [:]
    for group in counts.keys.sorted() {
      let votes = (counts[group] ?? [:]).sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      groupsOfClass[votes.first?.key ?? 0, default: []].append(group)
    }

    var kept: Set<Int> = []
    for label in groupsOfClass.keys.sorted() where share > 0 {
      let all = groupsOfClass[label] ?? []
      guard all.count > 1 else { continue }
      var random = SeededRandom(seed: seed, stream: label)
      let wanted = share * Float(all.reduce(0) { $0 + (sizes[$1] ?? 0) })
      var taken = 0
      // One stays for training, whatever its size.
      for group in random.shuffled(all).dropLast() {
        let size = sizes[group] ?? 0
        if taken > 0, Float(taken) + Float(size) / 2 > wanted { continue }
        kept.insert(group)
        taken += size
        if Float(taken) >= wanted { break }
      }
    }
    training = groups.indices.filter { !kept.contains(groups[$0]) }
    validation = groups.indices.filter { kept.contains(groups[$0]) }
  }
}
