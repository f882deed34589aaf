import ArgumentParser

/// Our side of `compare_annoy.py`: builds files of Annoy's and searches them.
@main
struct AnnoyWorker: ParsableCommand {
  static let configuration = CommandConfiguration(subcommands: [BuildForest.self, SearchForest.self])
}
