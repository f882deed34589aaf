import ArgumentParser

/// The command line's root: `lithoscope`.
struct LithoscopeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lithoscope",
    abstract: "Find the images in your collection that look most like a given one.",
    discussion: """
      Index a folder once, then search it with any photograph of a rock, a thin section or a drill core:

        lithoscope model pull vgg16
        lithoscope index photos
        lithoscope search unknown.jpg --in photos -k 8 --sheet result.png

      Everything happens on this machine; only `model pull` needs a network.
      """,
    version: Version.current,
    subcommands: [
      IndexCommand.self, SearchCommand.self, ServeCommand.self, ClassifyCommand.self, EvaluateCommand.self,
      TrainCommand.self, DuplicatesCommand.self, CompareCommand.self, StatusCommand.self,
      FeaturesCommand.self, ExportCommand.self, ImportCommand.self,
      SampleCommand.self, ModelCommand.self, DoctorCommand.self,
    ])
}
