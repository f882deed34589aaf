import Testing
import VectorSearch

@Suite struct RowSetTests {
  @Test func holdsWhatWasInserted() {
    var set: RowSet = [0, 63, 64, 1000]
    #expect(set.rows == [0, 63, 64, 1000])
    #expect(set.count == 4)
    #expect(set.contains(64))
    #expect(!set.contains(65))
    #expect(!set.contains(-1))
    #expect(!set.contains(.max))
    set.remove(1000)
    set.remove(7)
    set.remove(-3)
    #expect(set.rows == [0, 63, 64])
    #expect(set == [64, 63, 0])
    #expect(!set.isEmpty)
    #expect(RowSet().isEmpty)
  }

  @Test func keepsToItsLimitWhateverTheFileSays() {
    #expect(RowSet([-1, 0, 9, 10, .max, .min], below: 10) == [0, 9])
  }

  @Test func isEqualWhateverItHeldBefore() {
    var set: RowSet = [1, 500]
    set.remove(500)
    #expect(set == [1])
    set.remove(1)
    #expect(set.isEmpty)
    #expect(set == RowSet())
  }

  @Test func formsUnions() {
    var set: RowSet = [1, 2]
    set.formUnion([2, 300])
    #expect(set.rows == [1, 2, 300])
    set.formUnion([])
    #expect(set.count == 3)
  }
}
