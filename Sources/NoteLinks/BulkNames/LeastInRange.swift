/// Finds the least of any stretch of a row of numbers, without looking at each.
///
/// It keeps the least of each 32 numbers, of each 32 of those, and so on: a thirtieth of the numbers' own memory.
struct LeastInRange: Sendable {
  private static let width = 32
  private let levels: [[UInt32]]

  init(count: Int, _ number: (Int) -> UInt32) {
    var levels: [[UInt32]] = []
    var below = count
    while below > Self.width {
      var level = [UInt32](repeating: .max, count: (below + Self.width - 1) / Self.width)
      for index in 0..<below {
        let block = index / Self.width
        level[block] = min(level[block], levels.last?[index] ?? number(index))
      }
      levels.append(level)
      below = level.count
    }
    self.levels = levels
  }

  /// Returns the index of the least number of a range that is not empty.
  ///
  /// - Parameter number: The numbers that this was made of.
  func index(in range: Range<Int>, _ number: (Int) -> UInt32) -> Int {
    index(in: range, height: 0, number)
  }

  private func index(in range: Range<Int>, height: Int, _ number: (Int) -> UInt32) -> Int {
    func value(_ index: Int) -> UInt32 {
      height == 0 ? number(index) : levels[height - 1][index]
    }
    var best = range.lowerBound
    func look(at part: Range<Int>) {
      for index in part where value(index) < value(best) { best = index }
    }
    let width = Self.width
    let (first, end) = ((range.lowerBound + width - 1) / width, range.upperBound / width)
    guard first < end, height < levels.count else {
      look(at: range)
      return best
    }
    look(at: range.lowerBound..<first * width)
    let block = self.index(in: first..<end, height: height + 1, number)
    look(at: block * width..<(block + 1) * width)
    look(at: end * width..<range.upperBound)
    return best
  }
}
