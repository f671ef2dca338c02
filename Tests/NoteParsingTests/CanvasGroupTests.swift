import TestSupport
import Testing

@testable import NoteParsing

/// Which group a card of a canvas lies in.
@Suite struct CanvasGroupTests {
  /// The smallest group that holds the middle of a card; of equal ones the first.
  private static func plain(_ groups: [CanvasArea], _ card: CanvasArea) -> Int {
    let middle = card.middle
    return groups.indices.filter { place in
      let group = groups[place]
      return middle.x >= group.x && middle.x <= group.x + group.width && middle.y >= group.y
        && middle.y <= group.y + group.height
    }.min {
      groups[$0].width * groups[$0].height < groups[$1].width * groups[$1].height
    } ?? -1
  }

  @Test func groupsAreThoseOfTryingAll() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    func area(_ most: Int) -> CanvasArea {
      func number(_ range: ClosedRange<Int>) -> Double {
        Double(Int.random(in: range, using: &generator))
      }
      return CanvasArea(
        x: number(-9...9), y: number(-9...9), width: number(-1...most), height: number(-1...most))
    }
    for _ in 0..<Rounds.count(300) {
      let groups = (0..<Int.random(in: 0...12, using: &generator)).map { _ in area(12) }
      let cards = (0..<Int.random(in: 0...20, using: &generator)).map { _ in area(3) }
      let found = CanvasGroups(groups).smallest(around: cards)
      #expect(found == cards.map { Self.plain(groups, $0) }, "seed \(seed)")
    }
  }

  /// Trying all would take ten thousand million steps.
  @Test func manyGroupsAroundManyCards() {
    let count = 100_000
    let groups = (0..<count).map { number in
      let size = Double(number)
      return CanvasArea(x: -size, y: -size, width: 2 * size + 1, height: 2 * size + 1)
    }
    let cards = (0..<count).map { CanvasArea(x: Double($0), y: 0.25, width: 0, height: 0) }
    let found = CanvasGroups(groups).smallest(around: cards)
    let isRight = found == [0] + Array(0..<count - 1)
    #expect(isRight)
  }

  @Test func whatIsNoNumberHoldsNothing() {
    let odd = CanvasArea(x: .infinity, y: 0, width: -.infinity, height: 1)
    #expect(CanvasGroups([odd]).smallest(around: [odd, CanvasArea()]) == [-1, -1])
  }
}
