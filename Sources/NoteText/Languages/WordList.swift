import Characters

/// A list of words in the program's text, searched where it stands.
///
/// A question asks for a handful of words: building a `Set` of 200 costs more than all of its look-ups
/// and the rest of reading it. One look-up reads the list once, about 1 µs.
package struct WordList: Sendable {
  private let text: StaticString

  /// `text` has words in small letters with one blank or line break after each.
  package init(_ text: StaticString) { self.text = text }

  /// Whether `word` is in the list.
  package func contains(_ word: String) -> Bool {
    var word = word
    return word.withUTF8 { word in
      guard let first = word.first, !word.contains(where: { $0.isBlankOrControl }) else {
        return false
      }
      let bytes = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
      var index = 0
      while index < bytes.count {
        if bytes[index] == first, Self.stands(word, in: bytes, at: index) { return true }
        while index < bytes.count, !bytes[index].isBlankOrControl { index += 1 }
        index += 1
      }
      return false
    }
  }

  /// How many of some words are in the list, which is read once for all of them.
  ///
  /// - Parameter words: Each once, without blanks.
  package func count(of words: [[UInt8]]) -> Int {
    // The first letters of the words, each a bit by its lower five bits.
    var letters: UInt32 = 0
    for word in words { if let first = word.first { letters |= 1 &<< UInt32(first) } }
    let bytes = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    var found: Set<Int> = []
    var index = 0
    while index < bytes.count {
      if letters &>> UInt32(bytes[index]) & 1 != 0 {
        for (place, word) in words.enumerated() where word.first == bytes[index] {
          let stands = word.withUnsafeBufferPointer { Self.stands($0, in: bytes, at: index) }
          if stands { found.insert(place) }
        }
      }
      while index < bytes.count, !bytes[index].isBlankOrControl { index += 1 }
      index += 1
    }
    return found.count
  }

  /// Returns the length of the longest word that `text` goes on with at `index`; 0 for none.
  package func longestWord(at index: Int, of text: UnsafeBufferPointer<UInt8>) -> Int {
    let words = UnsafeBufferPointer(start: self.text.utf8Start, count: self.text.utf8CodeUnitCount)
    var longest = 0
    var place = 0
    while place < words.count {
      var length = 0
      while place + length < words.count, !words[place + length].isBlankOrControl { length += 1 }
      if length > longest, index + length <= text.count,
        (0..<length).allSatisfy({ text[index + $0] == words[place + $0] })
      {
        longest = length
      }
      place += length + 1
    }
    return longest
  }

  private static func stands(
    _ word: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> Bool {
    let end = index + word.count
    guard end <= bytes.count, end == bytes.count || bytes[end].isBlankOrControl else {
      return false
    }
    for offset in word.indices where bytes[index + offset] != word[offset] { return false }
    return true
  }
}
