internal import Characters

/// A number that counts, as French writes it: `17ème`, `17e`, `XVIIe` are one.
struct FrenchOrdinal {
  let number: Int

  private static let endings = ["e", "eme", "ème", "ieme", "ième"]
  private static let endingsOfFirst = ["er", "ere", "ère", "re"]
  /// Centuries and kings are counted in Roman digits up to here.
  private static let mostRoman = 39

  /// Reads a word, nil where it is no such number.
  init?(_ word: String) {
    // Most words are told by their first byte.
    guard let first = word.utf8.first, word.utf8.count <= 12,
      first.isDigit || "IVXivx".utf8.contains(first)
    else { return nil }
    let digits = word.prefix { $0.isASCII && ($0.isNumber || "IVXivx".contains($0)) }
    let ending = word[digits.endIndex...].lowercased()
    guard let number = Int(digits) ?? Self.roman(digits.lowercased()), number > 0,
      (number == 1 ? Self.endingsOfFirst : Self.endings).contains(ending)
    else { return nil }
    self.number = number
  }

  /// The other ways that notes write the number.
  func spellings(besides word: String) -> [String] {
    let typed = word.lowercased()
    let numerals =
      number <= Self.mostRoman ? [String(number), Self.roman(number)] : [String(number)]
    let endings = number == 1 ? ["er", "re"] : ["e", "eme"]
    return numerals.flatMap { numeral in endings.map { numeral + $0 } }
      .filter { $0 != typed && $0 != typed.replacingAccents }
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
  fileprivate var replacingAccents: String { String(map { $0 == "è" ? "e" : $0 }) }
}
