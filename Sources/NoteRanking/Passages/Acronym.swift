import Characters
package import NoteQuery
import NoteText

/// A short word that stands for the first letters of others.
package enum Acronym {
  private static let length = 2...8

  /// The only word that decides of a question, if it may be one: `DNS` of `what does DNS stand for`.
  package static func only(in query: Query) -> String? {
    let least = RankingWeights().leastAsked
    let asked = query.terms.filter {
      !$0.isAlternative && !$0.isFunctionWord && $0.weight >= least
    }
    guard asked.count == 1, asked[0].tokens.count == 1, !asked[0].isPrefix else { return nil }
    let word = asked[0].word.utf8
    return length.contains(word.count) && word.allSatisfy(\.isLetter) ? asked[0].word : nil
  }

  /// Where the words stand that a word is short for, beside it: `Domain Name System (DNS)`, `DNS (Domain Name System)`;
  /// nil where they do not.
  ///
  /// All ranges are bytes. Words are parted by blanks and hyphens; each has to begin with its letter,
  /// function words between them aside.
  package static func meaning(
    of word: Range<Int>, in text: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>
  ) -> Range<Int>? {
    guard length.contains(word.count), bytes[word].allSatisfy(\.isLetter) else { return nil }
    let isInBrackets =
      word.lowerBound - 2 > text.lowerBound && word.upperBound < text.upperBound
      && bytes[word.lowerBound - 1] == UInt8(ascii: "(")
      && bytes[word.upperBound] == UInt8(ascii: ")")
    if isInBrackets {
      return words(bytes, word, backFrom: word.lowerBound - 2, to: text.lowerBound)
    }
    var index = word.upperBound
    while index < text.upperBound, bytes[index].isBlankOrControl { index += 1 }
    guard index < text.upperBound, bytes[index] == UInt8(ascii: "(") else { return nil }
    return words(bytes, word, from: index + 1, to: text.upperBound)
  }

  private static func words(
    _ bytes: UnsafeBufferPointer<UInt8>, _ word: Range<Int>, from start: Int, to end: Int
  ) -> Range<Int>? {
    var index = start
    var letter = word.lowerBound
    while letter < word.upperBound {
      while index < end, isBetween(bytes[index]) { index += 1 }
      let first = index
      while index < end, bytes[index].isOfWord { index += 1 }
      if index == first { return nil }
      if begins(bytes[first], bytes[letter]) {
        letter += 1
      } else if letter == word.lowerBound || !isFunctionWord(bytes[first..<index]) {
        return nil
      }
    }
    return start..<index
  }

  private static func words(
    _ bytes: UnsafeBufferPointer<UInt8>, _ word: Range<Int>, backFrom last: Int, to start: Int
  ) -> Range<Int>? {
    var end = last + 1
    while end > start, isBetween(bytes[end - 1]) { end -= 1 }
    let all = end
    var index = end
    var letter = word.upperBound - 1
    while letter >= word.lowerBound {
      while index > start, isBetween(bytes[index - 1]) { index -= 1 }
      end = index
      while index > start, bytes[index - 1].isOfWord { index -= 1 }
      if index == end { return nil }
      if begins(bytes[index], bytes[letter]) {
        letter -= 1
      } else if !isFunctionWord(bytes[index..<end]) {
        return nil
      }
    }
    return index..<all
  }

  private static func begins(_ word: UInt8, _ letter: UInt8) -> Bool {
    ASCIICase.small(word) == ASCIICase.small(letter)
  }

  /// Whether a word may be left out: the `for` of *Association for Computational Linguistics (ACL)*.
  private static func isFunctionWord(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    StopWords().contains(String(decoding: word, as: UTF8.self).lowercased())
  }

  private static func isBetween(_ byte: UInt8) -> Bool {
    byte.isBlankOrControl || byte == UInt8(ascii: "-")
  }
}
