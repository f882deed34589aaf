import Testing

/// `sample`.
@Suite("Drawn samples")
struct SampleTests {
  @Test("The same seed draws the same bytes, another one others, in folders that are made")
  func deterministic() throws {
    let place = try Workplace()
    let options = ["--per-class", "2", "--side", "24"]
    for (folder, seed) in [("a/first", "7"), ("second", "7"), ("third", "8")] {
      let arguments = ["sample", folder, "--seed", seed] + options
      let outcome = try LithoscopeProcess(arguments, in: place, environment: [:]).wait().succeeded()
      #expect(outcome.text.contains("12 pictures") && outcome.text.contains("drawn by a program"))
      #expect(outcome.complaints.isEmpty)
    }
    let files = place.files(below: "second").filter { $0.hasSuffix(".png") }
    #expect(files.count == 12)
    #expect(place.files(below: "a/first") == place.files(below: "second"))
    for file in files {
      let first = try place.read("a/first/\(file)")
      #expect(try place.read("second/\(file)") == first)
      #expect(try place.read("third/\(file)") != first)
    }
  }

  @Test("A place that cannot be written is a failure in one sentence")
  func unwritable() throws {
    let place = try Workplace()
    try place.write([1], to: "file")
    try place.run("sample", "file").refused("file")
    try place.run("sample", "file/rocks").refused("file/rocks")
  }
}
