import CHDF5

/// Reads weights from the HDF5 files that Keras writes, in all the layouts of ``KerasLayout``.
///
/// Every dataset's class, dimensions and storage are checked before memory is allocated; float16 and
/// float64 are converted, anything else is refused.
public enum HDF5Weights {
  /// The tensors that `specification` names; everything else in the file is ignored.
  ///
  /// - Throws: ``HDF5WeightsError``, or ``WeightsError`` naming the layer that is missing or of another
  ///   shape.
  public static func read(_ path: String, specification: WeightSpecification) throws -> Weights {
    try HDF5Library.exclusively {
      let defaults = chdf5_default_properties()
      guard let file = HDF5Handle(H5Fopen(path, chdf5_open_read_only(), defaults), release: H5Fclose) else {
        throw HDF5WeightsError.unreadable(path: path, reason: HDF5Library.lastReason)
      }
      let layout: KerasLayout
      do throws(HDF5Listing.Failure) {
        layout = KerasLayout(try HDF5Listing(file: file.id).datasets, specification: specification)
      } catch .tooComplex {
        throw HDF5WeightsError.tooComplex(path: path)
      } catch .unreadable {
        throw HDF5WeightsError.unreadable(path: path, reason: HDF5Library.lastReason)
      }
      var tensors: [WeightTensor] = []
      for layer in specification.layers {
        for (name, shape) in layer.tensors {
          let datasets = layout.candidates[name] ?? []
          guard let dataset = datasets.first else { throw WeightsError.missing(tensor: name, origin: path) }
          guard datasets.count == 1 else {
            throw HDF5WeightsError.ambiguous(
              path: path, layer: layer.name, datasets: datasets.map { $0.joined(separator: "/") })
          }
          let reader = HDF5Dataset(
            file: file.id, name: dataset.joined(separator: "/"), path: path, layer: layer.name)
          tensors.append(
            WeightTensor(name: name, shape: shape, values: try reader.floats(tensor: name, shape: shape)))
        }
      }
      return Weights(tensors: tensors, metadata: [:], origin: path)
    }
  }
}
