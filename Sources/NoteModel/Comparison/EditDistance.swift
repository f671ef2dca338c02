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
    return banded(
      Array(rows[start..<rowEnd]), Array(columns[start..<columnEnd]), limit: limit)
  }

  private static func banded(_ rows: [UInt32], _ columns: [UInt32], limit: Int) -> Int? {
    let far = limit + 1
    var beforeLast = [Int](repeating: far, count: columns.count + 1)
    var last = (0...columns.count).map { min($0, far) }
    for row in 0..<rows.count {
      var current = [Int](repeating: far, count: columns.count + 1)
      if row < limit { current[0] = row + 1 }
      var best = current[0]
      for column in max(0, row - limit)..<max(row - limit, 0, min(columns.count, row + limit + 1)) {
        let isSame = rows[row] == columns[column]
        var edits = min(
          last[column] + (isSame ? 0 : 1), last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, rows[row] == columns[column - 1], rows[row - 1] == columns[column] {
          edits = min(edits, beforeLast[column - 1] + 1)
        }
        current[column + 1] = min(edits, far)
        best = min(best, edits)
      }
      // A swap reaches two rows back, so both must be out of reach.
      if best >= far, (last.min() ?? far) >= far { return nil }
      (beforeLast, last) = (last, current)
    }
    let edits = last[columns.count]
    return edits <= limit ? edits : nil
  }
}
