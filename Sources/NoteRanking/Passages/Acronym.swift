import Characters
package import NoteQuery
import NoteText

/// A short word that stands for the first letters of others.
package struct Acronym: Sendable {
  private static let length = 2...8

  /// Its letters as they were typed, without the `s` of several.
  package let letters: String

  /// Reads it from a question of which it is the only word that decides: `DNS` of `what does DNS stand for`; nil where
  /// none may be meant.
  package init?(of query: Query) {
    let least = RankingWeights().leastAsked
    let asked = query.terms.filter { term in
      !term.isAlternative && !term.isFunctionWord && term.weight >= least
        && !Self.meaningWords.contains(term.word.lowercased())
    }
    guard query.asked == nil, asked.count == 1, asked[0].tokens.count == 1, !asked[0].isPrefix
    else { return nil }
    let word = Self.singular(Array(asked[0].word.utf8)[...])
    guard Self.length.contains(word.count), word.allSatisfy(\.isLetter) else { return nil }
    letters = String(decoding: word, as: UTF8.self)
    isCertain =
      word.allSatisfy(\.isCapital)
      || query.text.split(whereSeparator: \.isWhitespace).contains {
        Self.meaningWords.contains($0.lowercased())
      }
  }

  /// Whether it was typed in capitals, or its meaning is asked for; else it may be a word as any other.
  package let isCertain: Bool

  private static let meaningWords = WordList(
    """
    mean means meaning stand stands short acronym abbreviation bedeutet bedeutung steht signifie
    """)

  /// Whether a word in a text is this one.
  package func isSame(_ word: ArraySlice<UInt8>) -> Bool {
    Self.singular(word).elementsEqual(letters.utf8) { ASCIICase.small($0) == ASCIICase.small($1) }
  }

  /// Whether a name has it in brackets: `User interface (UI)`.
  package func isNamed(in name: String) -> Bool {
    name.lowercased().contains("(\(letters.lowercased()))")
  }

  /// A word in capitals without the `s` of its plural.
  private static func singular(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let capitals = word.dropLast()
    let isSeveral =
      capitals.count > 1 && word.last == UInt8(ascii: "s") && capitals.allSatisfy(\.isCapital)
    return isSeveral ? capitals : word
  }

  /// Where the words stand that a word is short for, beside it; nil where they do not.
  ///
  /// Before it: `Domain Name System (DNS)`; after it: `DNS (Domain Name System)`, `DNS: Domain Name System`, `DNS is short
  /// for Domain Name System`. All ranges are bytes. Words are parted by blanks and hyphens; each has to begin with its
  /// letter, short ones in small letters aside.
  package static func meaning(
    of word: Range<Int>, in text: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>
  ) -> Range<Int>? {
    let typed = Array(bytes[word])
    let letters = singular(typed[...])
    guard length.contains(letters.count), letters.allSatisfy(\.isLetter) else { return nil }
    let isInBrackets =
      word.lowerBound - 2 > text.lowerBound && word.upperBound < text.upperBound
      && bytes[word.lowerBound - 1] == UInt8(ascii: "(")
      && bytes[word.upperBound] == UInt8(ascii: ")")
    if isInBrackets {
      return words(bytes, letters, backFrom: word.lowerBound - 2, to: text.lowerBound)
    }
    var index = word.upperBound
    while index < text.upperBound, bytes[index].isBlankOrControl { index += 1 }
    let rest = bytes[index..<text.upperBound]
    guard let sign = signs.first(where: { rest.starts(with: $0) }) else { return nil }
    return words(bytes, letters, from: index + sign.count, to: text.upperBound)
  }

  /// What stands between a word and what it is short for.
  private static let signs = [
    "(", ":", "=", "-", "\u{2013}", "\u{2014}", "is short for ", "stands for ", "means ",
  ].map { Array($0.utf8) }

  private static func words(
    _ bytes: UnsafeBufferPointer<UInt8>, _ letters: ArraySlice<UInt8>, from start: Int, to end: Int
  ) -> Range<Int>? {
    var first = start
    while first < end, isBetween(bytes[first]) { first += 1 }
    var index = first
    var letter = letters.startIndex
    while letter < letters.endIndex {
      while index < end, isBetween(bytes[index]) { index += 1 }
      let start = index
      while index < end, bytes[index].isOfWord { index += 1 }
      if index == start { return nil }
      if begins(bytes[start], letters[letter]) {
        letter += 1
      } else if letter == letters.startIndex || !mayBeLeftOut(bytes[start..<index]) {
        return nil
      }
    }
    return first..<index
  }

  private static func words(
    _ bytes: UnsafeBufferPointer<UInt8>, _ letters: ArraySlice<UInt8>, backFrom last: Int,
    to start: Int
  ) -> Range<Int>? {
    var end = last + 1
    while end > start, isBetween(bytes[end - 1]) { end -= 1 }
    let all = end
    var index = end
    var letter = letters.endIndex
    while letter > letters.startIndex {
      while index > start, isBetween(bytes[index - 1]) { index -= 1 }
      end = index
      while index > start, bytes[index - 1].isOfWord { index -= 1 }
      if index == end { return nil }
      if begins(bytes[index], letters[letter - 1]) {
        letter -= 1
      } else if !mayBeLeftOut(bytes[index..<end]) {
        return nil
      }
    }
    return index..<all
  }

  private static func begins(_ word: UInt8, _ letter: UInt8) -> Bool {
    ASCIICase.small(word) == ASCIICase.small(letter)
  }

  /// Longest word in bytes that an acronym may leave out: the `for` of *Center for Early Music (CEM)*.
  private static let longestLeftOut = 4

  private static func mayBeLeftOut(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    word.count <= longestLeftOut && !word[word.startIndex].isCapital
  }

  private static func isBetween(_ byte: UInt8) -> Bool {
    byte.isBlankOrControl || byte == UInt8(ascii: "-")
  }
}
