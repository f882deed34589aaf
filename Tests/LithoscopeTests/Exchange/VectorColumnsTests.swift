import Testing

@testable import Lithoscope

/// Which columns of a table are a vector.
@Suite("Columns of components")
struct VectorColumnsTests {
  @Test(
    "Numbered from 0 without a gap, in whatever order they stand",
    arguments: [
      (["path", "v0", "v1", "v2"], [1, 2, 3]), (["v1", "path", "v0"], [2, 0]), (["0", "1", "path"], [0, 1]),
      (["path", "dim_0", "dim_1", "x0"], [1, 2]), (["a0", "b0"], [0]),
      // An export's own count more than others, however many these are.
      (["x0", "x1", "x2", "v0", "v1"], [3, 4]), (["path", "v1", "v2"], []), (["path", "v0", "v2"], []),
      (["path", "label"], []), (["v00", "v01"], []), (["v0", "v99999999999999999999"], [0]), ([], []),
    ])
  func find(names: [String], columns: [Int]) { #expect(VectorColumns.find(in: names) == columns) }
}
