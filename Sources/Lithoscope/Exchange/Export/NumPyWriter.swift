/// NumPy's array and the table beside it.
struct NumPyWriter: ExportWriter {
  private let array: StreamedFile
  private let table: CSVWriter

  init(_ place: ExchangePlace, _ columns: MetadataColumns, images: Int, dimension: Int) throws {
    array = try StreamedFile(path: place.vectors)
    table = try CSVWriter(place.table ?? "\(place.vectors).csv", columns, dimension: 0)
    try array.append(NumPyHeader(element: .float32, rows: images, dimension: dimension).bytes)
  }

  var files: [StreamedFile] { [table.file, array] }

  func append(_ image: ExportedImage, _ vector: UnsafeBufferPointer<Float>) throws {
    try table.append(image, UnsafeBufferPointer(rebasing: vector[..<0]))
    try array.append(UnsafeRawBufferPointer(vector))
  }
}
