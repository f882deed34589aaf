import CHDF5

@testable import Neural

/// HDF5 files as Keras writes them, made through the C API.
struct KerasFile {
  enum Number { case float16, float32, float64, int32 }
  enum Storage { case contiguous, chunked([Int]), external(String) }

  var number = Number.float32
  var storage = Storage.contiguous

  /// Where each layout puts a tensor.
  enum Layout: CaseIterable {
    case kerasApplications, keras2Weights, keras2Model, keras2Nested, keras3Legacy, keras3Weights,
      keras3LayerGroups

    func path(of layer: WeightSpecification.Layer, isKernel: Bool, in specification: WeightSpecification)
      -> String
    {
      let name = layer.name
      let role = isKernel ? "kernel" : "bias"
      let siblings = specification.layers.filter { $0.isConvolution == layer.isConvolution }
      let index = siblings.firstIndex(of: layer) ?? 0
      let counted = (layer.isConvolution ? "conv2d" : "dense") + (index == 0 ? "" : "_\(index)")
      let variable = isKernel ? "0" : "1"
      switch self {
      case .kerasApplications: return "\(name)/\(name)_\(isKernel ? "W" : "b")_1:0"
      case .keras2Weights: return "\(name)/\(name)/\(role):0"
      case .keras2Model: return "model_weights/\(name)/\(name)/\(role):0"
      case .keras2Nested: return "model_weights/vgg16/\(name)/\(role):0"
      case .keras3Legacy: return "model_weights/\(name)/\(name)/\(role)"
      case .keras3Weights: return "layers/\(counted)/vars/\(variable)"
      case .keras3LayerGroups: return "layers/\(name)/vars/\(variable)"
      }
    }
  }

  /// Writes `weights` in a layout, with an optimiser's running means beside them to be told apart.
  func write(_ weights: Weights, _ specification: WeightSpecification, _ layout: Layout, to path: String)
    throws
  {
    var datasets: [(path: String, tensor: WeightTensor)] = []
    for layer in specification.layers {
      for (isKernel, name) in [(true, layer.kernelName), (false, layer.biasName)] {
        let place = layout.path(of: layer, isKernel: isKernel, in: specification)
        let tensor = try weights.tensor(named: name)
        datasets.append((place, tensor))
        datasets.append(("optimizer_weights/adam/\(layer.name)/\(isKernel ? "kernel" : "bias"):0", tensor))
      }
    }
    try write(datasets, to: path)
  }

  /// Writes these datasets, with the groups they need.
  func write(_ datasets: [(path: String, tensor: WeightTensor)], to path: String) throws {
    try HDF5Library.exclusively {
      let defaults = chdf5_default_properties()
      let file = H5Fcreate(path, chdf5_create_truncating(), defaults, defaults)
      guard file >= 0 else { throw Failure(what: path) }
      defer { H5Fclose(file) }
      var groups: Set<String> = []
      for (place, tensor) in datasets {
        let parts = place.split(separator: "/")
        for length in 1..<max(1, parts.count) {
          let group = parts[..<length].joined(separator: "/")
          if groups.insert(group).inserted { H5Gclose(H5Gcreate2(file, group, defaults, defaults, defaults)) }
        }
        try write(tensor, as: place, in: file)
      }
    }
  }

  struct Failure: Error { let what: String }

  private func write(_ tensor: WeightTensor, as place: String, in file: hid_t) throws {
    let defaults = chdf5_default_properties()
    let space = H5Screate_simple(Int32(tensor.shape.count), tensor.shape.map { hsize_t($0) }, nil)
    let type = fileType()
    let creation = H5Pcreate(chdf5_dataset_creation())
    switch storage {
    case .contiguous: break
    case .chunked(let chunk):
      H5Pset_chunk(creation, Int32(chunk.count), chunk.map { hsize_t($0) })
    case .external(let other): H5Pset_external(creation, other, 0, hsize_t(tensor.byteCount))
    }
    let dataset = H5Dcreate2(file, place, type, space, defaults, creation, defaults)
    defer {
      H5Pclose(creation)
      H5Tclose(type)
      H5Sclose(space)
    }
    guard dataset >= 0 else { throw Failure(what: place) }
    defer { H5Dclose(dataset) }
    let all = chdf5_all_of_space()
    let status = tensor.withUnsafeFloats {
      H5Dwrite(dataset, chdf5_native_float(), all, all, defaults, $0.baseAddress)
    }
    guard status >= 0 else { throw Failure(what: place) }
  }

  private func fileType() -> hid_t {
    switch number {
    case .float32: return H5Tcopy(chdf5_float32())
    case .float64: return H5Tcopy(chdf5_float64())
    case .int32: return H5Tcopy(chdf5_int32())
    case .float16:
      // IEEE binary16 as h5py describes it: sign, 5 bits of exponent, 10 of mantissa.
      let type = H5Tcopy(chdf5_float32())
      H5Tset_fields(type, 15, 10, 5, 0, 10)
      H5Tset_size(type, 2)
      H5Tset_ebias(type, 15)
      return type
    }
  }
}
