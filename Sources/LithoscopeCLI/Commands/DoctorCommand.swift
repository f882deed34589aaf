import ArgumentParser
import Lithoscope

/// `lithoscope doctor`
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check this machine: libraries, processor, threads, weights.",
    discussion: """
      Says what is wrong and what to do about it; exits with 1 if anything is. Where the weights are installed \
      it runs the network, in f32 and, where the processor has it, in bf16, and prints their cosine.

        lithoscope doctor
      """)

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  private struct Output: Encodable {
    struct Finding: Encodable {
      let name: String
      let value: String
      @Nullable var problem: String?
    }

    let version: String
    let sound: Bool
    let findings: [Finding]

    init(_ diagnosis: Diagnosis) {
      version = Version.current
      sound = diagnosis.isSound
      findings = diagnosis.findings.map {
        Finding(name: $0.name, value: $0.value, problem: $0.problem)
      }
    }
  }

  func run() throws {
    let diagnosis = Diagnosis()
    if json {
      try JSONOutput.print(Output(diagnosis))
    } else {
      var table = TextTable([("part", .left), ("found", .left)])
      table.append(["Lithoscope", Version.current])
      for finding in diagnosis.findings { table.append([finding.name, finding.value]) }
      for line in table.lines { Terminal.print(line) }
    }
    guard !diagnosis.isSound else { return }
    for problem in diagnosis.findings.compactMap(\.problem) { Terminal.complain(problem) }
    throw ExitCode(1)
  }
}
