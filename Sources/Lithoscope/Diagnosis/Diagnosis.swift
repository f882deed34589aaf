import Catalog
import Descriptors
import Imaging
import Neural

/// What Lithoscope stands on, and whether all of it works: a list of findings for a person to read.
public struct Diagnosis: Sendable {
  /// One thing that was looked at.
  public struct Finding: Sendable {
    /// What was looked at, such as `oneDNN`.
    public let name: String
    /// What was found.
    public let value: String
    /// What is wrong and the remedy; nil when all is well.
    public let problem: String?

    init(_ name: String, _ value: String, problem: String? = nil) {
      self.name = name
      self.value = value
      self.problem = problem
    }
  }

  /// What was found, in the order of the parts.
  public let findings: [Finding]

  /// Whether nothing is wrong.
  public var isSound: Bool { findings.allSatisfy { $0.problem == nil } }

  /// Looks at the libraries, the processor and the models, and runs the network where its weights are.
  public init(models: ModelStore = .standard()) {
    var findings = [
      Finding("Network in f32", AutomaticEngine.shared.name),
      Finding("Other networks", OneDNNEngine.shared.name),
      Finding("Images", ImagingLibrary.description),
      Finding("Catalog", "SQLite \(Catalog.libraryVersion)"),
      Finding("Weight files", "HDF5 \(WeightsFormat.hdf5LibraryVersion)"),
      Finding("Downloads", Transfer.libraryVersion),
      Finding("Processor", Processor.instructionSet),
      Finding("Threads", "\(Processor.coreCount)"),
    ]
    for listing in models.list() {
      findings.append(Self.check(listing, models))
    }
    findings += NetworkTrial(models: models).findings
    self.findings = findings
  }

  private static func check(_ listing: ModelListing, _ models: ModelStore) -> Finding {
    let name = "Model \(listing.name)"
    guard let path = listing.path else {
      // Without the convolutions little works; the full model is for those who want it.
      let remedy = "Only colour and texture can be compared; run `lithoscope model pull \(listing.name)`."
      let isNeeded = listing.name == PretrainedModel.vgg16.name
      return Finding(name, "not installed", problem: isNeeded ? remedy : nil)
    }
    do {
      let problems = try models.verify(listing.name).compactMap(\.problem)
      return Finding(
        name, problems.isEmpty ? "verified, \(path)" : "damaged, \(path)", problem: problems.first)
    } catch {
      return Finding(name, "unusable, \(path)", problem: "\(error)")
    }
  }
}
