import NoteModel

/// A name as it is compared for likeness: its key, with blanks for hyphens and underscores.
struct FoldedName: Sendable {
  /// Longer names, in scalars, are compared with nothing.
  static let longest = 100

  let text: String
  let scalars: [UInt32]
  /// One bit for each letter that occurs; letters share bits.
  let letters: UInt64
  /// Its different words of letters and digits.
  let words: Set<String>

  init(_ name: String) {
    var text = String.UnicodeScalarView()
    var letters: UInt64 = 0
    for scalar in NameKey(name).text.unicodeScalars {
      let plain: Unicode.Scalar = scalar == "-" || scalar == "_" ? " " : scalar
      text.append(plain)
      letters |= 1 << UInt64(plain.value % 64)
    }
    self.text = String(text)
    self.letters = letters
    scalars = text.map(\.value)
    words = Set(
      text.split { !Self.isOfWord($0) }.map(String.init))
  }

  private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    if value < 0x80 { return value &- 0x61 < 26 || value &- 0x30 < 10 }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  /// Returns the edits that make one name of the other; nil where more than `limit` are needed.
  ///
  /// An edit inserts, removes or replaces a scalar, or swaps two neighbours. Only a band of
  /// `limit` to both sides of the diagonal is computed (Ukkonen 1985).
  func edits(to other: FoldedName, limit: Int) -> Int? {
    let (rows, columns) = (scalars, other.scalars)
    if abs(rows.count - columns.count) > limit { return nil }
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
