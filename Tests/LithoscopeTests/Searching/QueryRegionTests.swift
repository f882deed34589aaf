import Imaging
import Testing

@testable import Lithoscope

/// Regions as they are written, and the pixels they mean.
@Suite struct QueryRegionTests {
  @Test(
    "Pixels, percent and fractions",
    arguments: [
      ("10,20,50,40", [10, 20, 50, 40]), ("0,0,200,100", [0, 0, 200, 100]),
      (" 10, 20, 50, 40", [10, 20, 50, 40]),
      ("10%,20%,50%,50%", [20, 20, 100, 50]), ("0,0,50%,100%", [0, 0, 100, 100]),
      (".1,0.2,.5,.8", [20, 20, 100, 80]),
      ("70%,70%,30%,30%", [140, 70, 60, 30]), ("0.7,0.7,0.3,0.3", [140, 70, 60, 30]),
      ("0,0,1,1.0", [0, 0, 200, 100]),
      ("0,0,1,1", [0, 0, 1, 1]), ("199,99,1,1", [199, 99, 1, 1]), ("99.9%,99.9%,0.1%,0.1%", [199, 99, 1, 1]),
    ])
  func rectangles(text: String, expected: [Int]) throws {
    let found = try QueryRegion(text).rectangle(width: 200, height: 100)
    #expect([found.x, found.y, found.width, found.height] == expected)
  }

  @Test(
    "What is no region is refused with how to write one",
    arguments: [
      ("", QueryRegionError.unreadable("")), ("1,2,3", .unreadable("1,2,3")),
      ("1,2,3,4,5", .unreadable("1,2,3,4,5")),
      ("a,b,c,d", .unreadable("a,b,c,d")), ("1,2,3,", .unreadable("1,2,3,")),
      ("-1,2,3,4", .unreadable("-1,2,3,4")),
      ("nan,0,1,1", .unreadable("nan,0,1,1")), ("0x1,0,1,1", .unreadable("0x1,0,1,1")),
      ("1e3,0,1,1", .unreadable("1e3,0,1,1")),
      ("1..2,0,1,1", .unreadable("1..2,0,1,1")), ("%,0,1%,1%", .unreadable("%,0,1%,1%")),
      ("10%,20%,50,50", .mixed("10%,20%,50,50")), ("0,0,0,5", .noArea("0,0,0,5")),
      ("0,0,50%,0%", .noArea("0,0,50%,0%")),
      ("60%,0,50%,50%", .beyondShares("60%,0,50%,50%")), ("0,0.5,1.0,0.6", .beyondShares("0,0.5,1.0,0.6")),
    ])
  func refused(text: String, error: QueryRegionError) {
    #expect(throws: error) { try QueryRegion(text) }
    #expect("\(error)".hasSuffix("."))
  }

  @Test(
    "Pixels beyond the image are refused with its size",
    arguments: ["0,0,201,100", "150,0,51,1", "0,100,1,1"])
  func beyond(text: String) throws {
    let region = try QueryRegion(text)
    #expect(throws: QueryRegionError.beyondImage(region: text, width: 200, height: 100)) {
      try region.rectangle(width: 200, height: 100)
    }
  }

  @Test("Numbers beyond all bounds are refused as well")
  func huge() throws {
    let huge = String(repeating: "9", count: 300)
    let region = try QueryRegion("\(huge),0,\(huge),1")
    #expect(throws: QueryRegionError.self) { try region.rectangle(width: 200, height: 100) }
    #expect(throws: QueryRegionError.self) {
      try QueryRegion(x: 0, y: 0, width: .nan, height: 1, in: .pixels)
    }
    #expect(throws: QueryRegionError.self) {
      try QueryRegion(x: 0, y: 0, width: .infinity, height: 1, in: .pixels).rectangle(width: 9, height: 9)
    }
  }

  @Test("Every share of every side has at least one pixel and stays inside")
  func shares() throws {
    for side in [1, 2, 3, 7, 100] {
      for step in 0..<100 {
        let region = try QueryRegion("\(step)%,\(step)%,1%,1%")
        let found = try region.rectangle(width: side, height: side)
        #expect(found.width >= 1 && found.height >= 1 && found.x >= 0 && found.right <= side)
      }
    }
  }
}
