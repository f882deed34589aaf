import ArgumentParser
import Lithoscope

/// `lithoscope model verify NAME`
struct ModelVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Compare every layer of an installed model with the published numbers.",
    discussion: """
        lithoscope model verify vgg16
      """)

  @Argument(help: "vgg16 or vgg16-full.")
  var name = "vgg16"

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  private struct Output: Encodable {
    struct Layer: Encodable {
      let name: String
      let sound: Bool
      @Nullable var problem: String?
    }

    let name: String
    let sound: Bool
    let layers: [Layer]
  }

  func run() throws {
    let checks = try ModelStore.standard().verify(name) { check in
      if !json { Terminal.print("\(check.problem == nil ? "sound  " : "ALTERED")  \(check.layer)") }
    }
    let problems = checks.compactMap(\.problem)
    if json {
      try JSONOutput.print(
        Output(
          name: name, sound: problems.isEmpty,
          layers: checks.map {
            Output.Layer(name: $0.layer, sound: $0.problem == nil, problem: $0.problem)
          }))
    }
    guard problems.isEmpty else {
      for problem in problems { Terminal.complain(problem) }
      throw ExitCode(1)
    }
    if !json { Terminal.print("All \(checks.count) layers of \(name) are as published.") }
  }
}
