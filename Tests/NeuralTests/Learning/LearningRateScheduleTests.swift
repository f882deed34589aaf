import Testing

@testable import Neural

@Suite("The learning rate's schedule")
struct LearningRateScheduleTests {
  @Test("Climbs to the peak, and falls to the floor along half a cosine")
  func ends() {
    let schedule = LearningRateSchedule(peak: 0.1, warmUpSteps: 4, totalSteps: 104, floor: 0.02)
    #expect((0..<4).map { schedule.rate(at: $0) } == [0.025, 0.05, 0.075, 0.1])
    #expect(abs(schedule.rate(at: 4) - 0.1) < 1e-7)
    #expect(abs(schedule.rate(at: 54) - 0.06) < 1e-7)
    #expect(schedule.rate(at: 104) == 0.02)
    #expect(schedule.rate(at: 1000) == 0.02)
    #expect((4..<104).allSatisfy { schedule.rate(at: $0) > schedule.rate(at: $0 + 1) })
  }

  @Test("May do without either part")
  func parts() {
    #expect(LearningRateSchedule(peak: 1, warmUpSteps: 0, totalSteps: 10).rate(at: 0) == 1)
    #expect(LearningRateSchedule(peak: 1, warmUpSteps: 10, totalSteps: 10).rate(at: 9) == 1)
    #expect(LearningRateSchedule(peak: 1, warmUpSteps: 0, totalSteps: 0).rate(at: 0) == 0)
    #expect(LearningRateSchedule(peak: 1, warmUpSteps: 0, totalSteps: 10, floor: 1).rate(at: 7) == 1)
  }
}
