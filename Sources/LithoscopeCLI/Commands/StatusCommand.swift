import ArgumentParser
import Lithoscope

/// `lithoscope status FOLDER`
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say what is in a collection.",
    discussion: """
      Counts images and labels, lists the descriptors with their models, the failures with their reasons, and \
      the space on the disk.

        lithoscope status photos
      """)

  @OptionGroup var place: IndexedFolder

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func run() throws {
    let status = try place.open().status()
    guard !json else { return try JSONOutput.print(StatusOutput(status)) }

    Terminal.print("Folder       \(Terminal.printable(status.folder))")
    Terminal.print("Collection   \(Terminal.printable(status.storage)), \(ByteText.text(status.bytesOnDisk))")
    Terminal.print(
      "Images       \(status.images)"
        + (status.images == status.distinctContents ? "" : " (\(status.distinctContents) different ones)"))
    if !status.labels.isEmpty {
      var table = TextTable([("label", .left), ("images", .right)])
      for label in status.labels { table.append([label.name ?? "–", String(label.images)]) }
      Terminal.print("")
      for line in table.lines { Terminal.print(line) }
    }
    var table = TextTable([
      ("descriptor", .left), ("dimension", .right), ("vectors", .right), ("model", .left),
      ("preprocessing", .left), ("precision", .left),
      ("comparison", .left),
    ])
    for descriptor in status.descriptors {
      table.append([
        descriptor.name, String(descriptor.dimension), String(descriptor.vectors),
        descriptor.modelDigest.map { String($0.prefix(12)) } ?? "–", descriptor.preprocessing,
        descriptor.precision,
        descriptor.whitenedOn.map { "whitened, fitted on \($0)" } ?? "as computed",
      ])
    }
    Terminal.print("")
    for line in table.lines { Terminal.print(line) }
    Terminal.print("")
    for line in indexes(status).lines { Terminal.print(line) }
    for descriptor in status.descriptors where descriptor.composition != descriptor.name {
      Terminal.print(
        "\n\(descriptor.name) = \(descriptor.isTrained ? "trained on " : "")\(descriptor.composition)")
    }
    if !status.failures.isEmpty { Terminal.print("\nFailed (\(status.failures.count))") }
    for failure in status.failures {
      Terminal.print("\(Terminal.printable(failure.path)): \(failure.reason)")
    }
  }

  private func indexes(_ status: CollectionStatus) -> TextTable {
    var table = TextTable([
      ("descriptor", .left), ("index", .left), ("covers", .right), ("recall", .right), ("effort", .right),
      ("space", .right),
    ])
    for descriptor in status.descriptors {
      let index = descriptor.index
      table.append([
        descriptor.name, index.kind, String(index.rows), IndexText.percent(index.recall),
        index.effort.map(String.init) ?? "–", index.bytes == 0 ? "–" : ByteText.text(index.bytes),
      ])
    }
    return table
  }
}
