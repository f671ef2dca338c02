/// How far two words are apart.
package enum EditDistance {
  /// Returns the edits that make one word of the other; nil where more than `limit` are needed.
  ///
  /// An edit inserts, removes or replaces an element, or swaps two neighbours. Only a band of `limit` to
  /// both sides of the diagonal is computed (Ukkonen 1985), so the cost is linear in the words' length.
  package static func edits(from rows: [UInt32], to columns: [UInt32], limit: Int) -> Int? {
    if abs(rows.count - columns.count) > limit { return nil }
    // What both begin and end with takes no edit, and two words that are near have hardly anything else.
    var (start, rowEnd, columnEnd) = (0, rows.count, columns.count)
    while start < rowEnd, start < columnEnd, rows[start] == columns[start] { start += 1 }
    while rowEnd > start, columnEnd > start, rows[rowEnd - 1] == columns[columnEnd - 1] {
      rowEnd -= 1
      columnEnd -= 1
    }
    if start == rowEnd || start == columnEnd { return max(rowEnd, columnEnd) - start }
    return rows.withUnsafeBufferPointer { rows in
      columns.withUnsafeBufferPointer { columns in
        banded(
          UnsafeBufferPointer(rebasing: rows[start..<rowEnd]),
          UnsafeBufferPointer(rebasing: columns[start..<columnEnd]), limit: limit)
      }
    }
  }

  private static func banded(
    _ rows: UnsafeBufferPointer<UInt32>, _ columns: UnsafeBufferPointer<UInt32>, limit: Int
  ) -> Int? {
    let width = columns.count + 1
    let far = limit + 1
    // Three rows that take turns: one call is made for each pair of names.
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: 3 * width) { memory in
      memory.initialize(repeating: far)
      var (beforeLast, last, current) = (0, width, 2 * width)
      var column = 0
      while column < width, column < far {
        memory[last + column] = column
        column += 1
      }
      var row = 0
      var bestOfLast = 0
      while row < rows.count {
        column = max(0, row - limit)
        let end = min(columns.count, row + limit + 1)
        // What stands left of the band is of an earlier row.
        if column > 0 { memory[current + min(column, columns.count)] = far }
        memory[current] = row < limit ? row + 1 : far
        var best = memory[current]
        while column < end {
          var edits = memory[last + column] + (rows[row] == columns[column] ? 0 : 1)
          edits = least(edits, memory[last + column + 1] + 1)
          edits = least(edits, memory[current + column] + 1)
          if row > 0, column > 0, rows[row] == columns[column - 1], rows[row - 1] == columns[column]
          {
            edits = least(edits, memory[beforeLast + column - 1] + 1)
          }
          memory[current + column + 1] = least(edits, far)
          best = least(best, edits)
          column += 1
        }
        // A swap reaches two rows back, so both must be out of reach.
        if best >= far, bestOfLast >= far { return nil }
        bestOfLast = best
        (beforeLast, last, current) = (last, current, beforeLast)
        row += 1
      }
      let edits = memory[last + columns.count]
      return edits <= limit ? edits : nil
    }
  }

  /// The smaller number; the library's function costs a debug build half of its time here.
  @inline(__always)
  private static func least(_ one: Int, _ other: Int) -> Int { one < other ? one : other }
}
