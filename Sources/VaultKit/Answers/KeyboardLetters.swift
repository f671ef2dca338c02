/// Which letters are beside each other on a keyboard.
enum KeyboardLetters {
  /// Each row stands a part of a key to the right of the one above, in quarters of a key.
  private static let rows: [(letters: [UInt8], start: Int)] = [
    (Array("qwertyuiop".utf8), 0), (Array("asdfghjkl".utf8), 1), (Array("zxcvbnm".utf8), 3),
  ]
  private static let key = 4

  /// Whether two small letters are on keys that touch each other; nil for letters that are not on this keyboard.
  ///
  /// Other keyboards have `z` and `y` in each other's place, so these are as good as beside each other.
  static func areBeside(_ letter: UInt32, _ other: UInt32) -> Bool? {
    guard let first = places[letter], let second = places[other] else { return nil }
    if letter == other { return false }
    if first.isZOrY, second.isZOrY { return true }
    return abs(first.row - second.row) <= 1 && abs(first.column - second.column) <= key
  }

  private struct Place {
    var row: Int
    var column: Int
    var isZOrY: Bool
  }

  private static let places: [UInt32: Place] = {
    var places: [UInt32: Place] = [:]
    for (row, keys) in rows.enumerated() {
      for (column, letter) in keys.letters.enumerated() {
        let isZOrY = letter == UInt8(ascii: "z") || letter == UInt8(ascii: "y")
        places[UInt32(letter)] = Place(
          row: row, column: keys.start + key * column, isZOrY: isZOrY)
      }
    }
    return places
  }()
}
