import Imaging
import Testing

@Suite("Colours as people see them")
struct LabColourTests {
  @Test(
    "Colours agree with the published conversions",
    arguments: [
      // Lindbloom's calculator, sRGB, D65.
      (255, 255, 255, 100, 0, 0), (0, 0, 0, 0, 0, 0), (255, 0, 0, 53.24, 80.09, 67.20),
      (0, 0, 255, 32.30, 79.19, -107.86), (128, 128, 128, 53.59, 0, 0),
    ] as [(Float, Float, Float, Float, Float, Float)])
  func conversion(red: Float, green: Float, blue: Float, lightness: Float, a: Float, b: Float) {
    let colour = LabColour(red: red, green: green, blue: blue)
    #expect(abs(colour.lightness - lightness) < 0.02)
    #expect(abs(colour.a - a) < 0.02)
    #expect(abs(colour.b - b) < 0.02)
  }
}
