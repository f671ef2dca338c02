import NoteModel
import TestSupport
import Testing

/// The band of the matrix gives what the whole matrix gives.
@Suite struct EditDistanceTests {
  /// The edits by the definition, with the whole matrix.
  private static func edits(from rows: [UInt32], to columns: [UInt32]) -> Int {
    var table = [[Int]](
      repeating: [Int](repeating: 0, count: columns.count + 1), count: rows.count + 1)
    for row in 0...rows.count {
      for column in 0...columns.count {
        if row == 0 || column == 0 {
          table[row][column] = row + column
          continue
        }
        let cost = rows[row - 1] == columns[column - 1] ? 0 : 1
        var least = min(
          table[row - 1][column - 1] + cost, table[row - 1][column] + 1, table[row][column - 1] + 1)
        if row > 1, column > 1, rows[row - 1] == columns[column - 2],
          rows[row - 2] == columns[column - 1]
        {
          least = min(least, table[row - 2][column - 2] + 1)
        }
        table[row][column] = least
      }
    }
    return table[rows.count][columns.count]
  }

  @Test(arguments: Rounds.seeds(5))
  func bandAgreesWithTheWholeMatrix(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<1_000 {
      let letters = UInt32.random(in: 1...4, using: &random)
      let rows = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        UInt32.random(in: 0..<letters, using: &random)
      }
      var columns = rows
      for _ in 0..<Int.random(in: 0...5, using: &random) {
        let place = Int.random(in: 0...columns.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: columns.insert(UInt32.random(in: 0..<letters, using: &random), at: place)
        case 1 where place < columns.count: columns.remove(at: place)
        case 2 where place + 1 < columns.count: columns.swapAt(place, place + 1)
        default: break
        }
      }
      let limit = Int.random(in: 0...4, using: &random)
      let all = Self.edits(from: rows, to: columns)
      #expect(
        EditDistance.edits(from: rows, to: columns, limit: limit) == (all <= limit ? all : nil),
        "\(rows) \(columns) \(limit)")
    }
  }
}
