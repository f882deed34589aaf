import ArgumentParser
import Descriptors
import Lithoscope

extension ImageCollection {
  /// The descriptors that were named on the command line.
  func described(by references: [DescriptorReference]) throws -> [Descriptor] {
    try references.map { reference in try usage { try descriptor(reference) } }
  }
}

/// A name that turns out to be no descriptor's is wrong usage, as one that cannot be any.
func usage(_ body: () throws -> Descriptor) throws -> Descriptor {
  do { return try body() } catch let error as DescriptorNameError { throw ValidationError("\(error)") }
}
