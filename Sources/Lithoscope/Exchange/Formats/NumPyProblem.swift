/// What is wrong with a file of NumPy's.
public enum NumPyProblem: Error, Sendable, Equatable {
  /// It does not begin like one, or ends before its header does.
  case notNumPy
  /// A format that came after this program.
  case version(Int)
  /// The header is not what NumPy writes.
  case damaged
  /// Numbers with the most significant byte first.
  case bigEndian(String)
  /// Integers, objects, records: nothing that a vector is made of.
  case notFloats(String)
  /// Columns one after the other.
  case fortranOrder
  /// Not images by components.
  case shape([Int])
  /// More components than a vector may have.
  case tooWide(Int)
  /// The numbers are not as many as the shape says.
  case size(rows: Int, dimension: Int, bytes: Int64)

  /// What it is and the remedy, to go on after the file's name.
  var text: String {
    switch self {
    case .notNumPy: "is no NumPy array; write one with `np.save('vectors.npy', array)`."
    case .version(let version):
      "has version \(version) of NumPy's format, and 1 to 3 are known; save it once more with `np.save`."
    case .damaged: "has a header that NumPy does not write; save the array once more with `np.save`."
    case .bigEndian(let type):
      "holds big-endian numbers (\(type)); save `array.astype('float32')`."
    case .notFloats(let type):
      "holds no floats but “\(type.prefix(40))”; save an array of numbers, `array.astype('float32')`."
    case .fortranOrder: "is in Fortran order; save `np.ascontiguousarray(array)`."
    case .shape(let shape) where shape.count < 2:
      "holds a single row where [images, dimension] is expected; save `np.stack(vectors)`, a vector for each image."
    case .shape(let shape):
      "has the shape (\(shape.map(String.init).joined(separator: ", "))) where [images, dimension] is expected; "
        + "save `array.reshape(len(array), -1)`."
    case .tooWide(let dimension):
      "has \(dimension) components a row, above the limit of \(NumPyHeader.mostComponents); reduce them before."
    case .size(let rows, let dimension, let bytes):
      "says \(rows) rows of \(dimension) numbers and has \(bytes) bytes of them; it was cut off or changed, so save "
        + "the array once more."
    }
  }
}
