/// The one slip that makes a typed word of the word that was meant, and how likely fingers make it.
struct Slip {
  private enum Kind {
    case swapped, leftOut, added, replaced
  }

  /// How much more likely it is than another letter that is far away on the keyboard, as a logarithm.
  ///
  /// Two letters are swapped, or one is left out, in as many ways as the word has letters; another letter is put there in
  /// many more, so that it is more seldom just this one. Fingers hit the next key, or one key twice, and memories mix up
  /// vowels and doubled letters. The first letter is hardly ever wrong.
  let likelihood: Double
  /// Whether the first letter is another one, which is not beside it on the keyboard.
  let isFarAtFirst: Bool

  private static let (swapped, leftOut, doubled, beside, vowel) = (3.5, 3.5, 1.0, 1.0, 1.0)
  /// The likelihood where one of two same letters is left out.
  static let leftOutOfTwo = leftOut + doubled
  private static let (first, farAtFirst) = (-1.0, -3.0)

  /// Takes two words that are one edit apart.
  init(typed: [UInt32], meant: [UInt32]) {
    let place = zip(typed, meant).prefix { $0 == $1 }.count
    let kind = Self.kind(typed, meant, place)
    var value = 0.0
    switch kind {
    case .swapped: value = Self.swapped
    case .leftOut:
      value = Self.isDoubled(at: place, in: meant) ? Self.leftOutOfTwo : Self.leftOut
    case .added:
      if Self.isDoubled(at: place, in: typed) {
        value = Self.doubled
      } else if Self.isBesideNeighbour(place, in: typed) {
        value = Self.beside
      }
    case .replaced:
      if Self.isVowel(typed[place]), Self.isVowel(meant[place]) {
        value = Self.vowel
      } else if KeyboardLetters.areBeside(typed[place], meant[place]) == true {
        value = Self.beside
      }
    }
    isFarAtFirst =
      kind == .replaced && place == 0 && KeyboardLetters.areBeside(typed[0], meant[0]) == false
    if place == 0 { value += isFarAtFirst ? Self.farAtFirst : Self.first }
    likelihood = value
  }

  private static func kind(_ typed: [UInt32], _ meant: [UInt32], _ place: Int) -> Kind {
    if typed.count != meant.count { return typed.count < meant.count ? .leftOut : .added }
    let isSwap = place + 1 < meant.count && typed[place] == meant[place + 1]
    return isSwap && typed[place + 1] == meant[place] ? .swapped : .replaced
  }

  private static func isDoubled(at place: Int, in word: [UInt32]) -> Bool {
    place > 0 && word[place] == word[place - 1]
  }

  /// Whether the key of a letter is beside that of the letter before or behind it.
  private static func isBesideNeighbour(_ place: Int, in word: [UInt32]) -> Bool {
    place > 0 && KeyboardLetters.areBeside(word[place], word[place - 1]) == true
      || place + 1 < word.count && KeyboardLetters.areBeside(word[place], word[place + 1]) == true
  }

  static func isVowel(_ letter: UInt32) -> Bool {
    "aeiou".unicodeScalars.contains { $0.value == letter }
  }
}
