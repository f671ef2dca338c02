internal import Characters

/// A number that counts, as French writes it: `17ème`, `17e`, `XVIIe` are one.
///
/// `1er` and `1re` differ in gender and are two; neither is the `Ier` of a king's name.
struct FrenchOrdinal {
  private let number: Int
  private let endings: [String]

  private static let first = ["re", "ère", "ere"]
  private static let later = ["e", "eme", "ème", "éme", "ieme", "ième"]
  /// Centuries are counted in Roman digits up to here.
  private static let mostRoman = 39

  /// Reads a word, nil where it is no such number.
  init?(_ word: String) {
    // Most words are told by their first byte; Roman digits are capitals, since `vie` is a life.
    guard let byte = word.utf8.first, word.utf8.count <= 12,
      byte.isDigit || "IVX".utf8.contains(byte)
    else { return nil }
    let digits = word.prefix { $0.isASCII && ($0.isNumber || "IVX".contains($0)) }
    let ending = word[digits.endIndex...].lowercased()
    guard let number = Int(digits) ?? Self.roman(digits.lowercased()), number > 0,
      (number == 1 ? Self.first : Self.later).contains(ending)
    else { return nil }
    self.number = number
    endings = number == 1 ? ["re", "ere"] : ["e", "eme"]
  }

  /// The other ways that notes write the number.
  func spellings(besides word: String) -> [String] {
    let typed = word.lowercased()
    let hasRoman = (2...Self.mostRoman).contains(number)
    let numerals = [String(number)] + (hasRoman ? [Self.roman(number)] : [])
    return numerals.flatMap { numeral in endings.map { numeral + $0 } }
      .filter { $0 != typed && $0 != typed.withoutAccents && $0 != "vie" }
  }

  private static func roman(_ number: Int) -> String {
    let units = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
    return String(repeating: "x", count: number / 10) + units[number % 10]
  }

  private static func roman(_ digits: String) -> Int? {
    (1...mostRoman).first { roman($0) == digits }
  }
}

extension String {
  fileprivate var withoutAccents: String { String(map { "èé".contains($0) ? "e" : $0 }) }
}
