import ArgumentParser

/// `lithoscope model …`
struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model",
    abstract: "Get, list and verify the network's weights.",
    discussion: """
      vgg16 holds the 13 convolutions (59 MB), vgg16-full also the fully connected layers (553 MB). Weights are \
      verified layer by layer against the published numbers, however they came.

        lithoscope model pull vgg16
        lithoscope model import my-download.h5
      """,
    subcommands: [
      ModelPullCommand.self, ModelImportCommand.self, ModelListCommand.self, ModelInfoCommand.self,
      ModelVerifyCommand.self,
    ])
}
