import ArgumentParser

/// `lithoscope train classifier|siamese`
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Teach a model your own classes, or what you hold alike.",
    discussion: """
      A trained model is a descriptor like any other, and a classifier also says classes:

        lithoscope train classifier photos --out rocks.safetensors
        lithoscope classify unknown.jpg --model rocks.safetensors
        lithoscope train siamese photos --out alike.safetensors
        lithoscope index photos --descriptor alike.safetensors

      It starts from VGG16 as trained on ImageNet. With --depth head, the default, the network stays as it is and a \
      small head learns from what it sees: seconds to minutes. --depth block5 and --depth all then train the \
      network's last block, or all of it, with the head: hours for thousands of photographs.
      """,
    subcommands: [TrainClassifierCommand.self, TrainSiameseCommand.self])
}
