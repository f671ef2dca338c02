import Characters

/// Tells the language of a text by its function words and special letters.
///
/// Half of all running text is function words, so a few lines are enough; a text that has too few of
/// them, but one of them again and again, or as many of two languages, is taken for English. Reading stops as soon as one language is far
/// ahead, mostly within two hundred bytes.
package struct LanguageDetector: Sendable {
  /// Bytes that are read at most.
  package static let longestSample = 2_000
  /// Function words that one language must be ahead of all others by for reading to stop.
  private static let safeLead = 24
  /// Points that the winner needs, and by how much of the second one's points it must be ahead.
  fileprivate static let leastPoints = 6

  /// Points of a function word, of a letter that few languages have.
  private static let wordPoints = 3
  private static let letterPoints = 1

  /// An open hash table of words of at most eight bytes: the packed word and the languages that have it.
  private var keys: [UInt64]
  private var sets: [UInt32]
  private static let slots = 4096

  package init() {
    keys = Array(repeating: 0, count: Self.slots)
    sets = Array(repeating: 0, count: Self.slots)
    for language in Language.allCases {
      let bit = LanguageSet(language).rawValue
      Self.forEachWord(of: language.functionWords) { insert(Self.pack($0), bit) }
      Self.forEachWord(of: language.letters) {
        insert(Self.pack($0).map { $0 | Self.letterMark }, bit)
      }
    }
  }

  /// A letter's key; no word has the byte.
  private static let letterMark: UInt64 = 0x01 << 56

  /// Reads the texts of one note, as many as it takes.
  package struct Sample {
    fileprivate let detector: LanguageDetector
    private var scores = Scores()
    private var left = LanguageDetector.longestSample

    fileprivate init(_ detector: LanguageDetector) { self.detector = detector }

    /// Reads on; returns true where more would make no difference.
    package mutating func read(_ text: UnsafeRawBufferPointer) -> Bool {
      let part = UnsafeRawBufferPointer(rebasing: text.prefix(left))
      left -= part.count
      return detector.read(part, &scores) || left <= 0
    }

    package var language: Language { scores.winner(least: LanguageDetector.leastPoints) }
  }

  /// Begins with a note.
  package func sample() -> Sample { Sample(self) }

  /// Returns the language of one text.
  package func language(of text: String) -> Language {
    var text = text
    var sample = sample()
    _ = text.withUTF8 { sample.read(UnsafeRawBufferPointer($0)) }
    return sample.language
  }

  /// Adds the points of a text; returns true where there is no doubt any more.
  fileprivate func read(_ text: UnsafeRawBufferPointer, _ scores: inout Scores) -> Bool {
    var word: UInt64 = 0
    var count = 0
    var index = 0
    // Before the word.
    var before = UInt8.space
    while index <= text.count {
      // Between words there is often more than one sign.
      if count == 0, index < text.count {
        let byte = text[index]
        if byte.isASCII, !byte.isLetter {
          before = byte
          index &+= 1
          continue
        }
      }
      // Eight bytes at a time, as far as there are so many: most words end in the first eight.
      var isWhole = true
      while isWhole, index + 8 <= text.count {
        let eight = ASCIILetters.small(text, at: index)
        let length = ASCIILetters.count(eight)
        if count < 8 {
          word |= (eight & ASCIILetters.mask(length)) &<< UInt64(truncatingIfNeeded: count &* 8)
        }
        count &+= length
        index &+= length
        isWhole = length == 8
      }
      while isWhole, index < text.count {
        let small = text[index] | 0x20
        guard small.isSmallLetter else { break }
        if count < 8 { word |= UInt64(small) &<< UInt64(truncatingIfNeeded: count &* 8) }
        count &+= 1
        index &+= 1
      }
      let byte = index < text.count ? text[index] : .space
      if !byte.isASCII {
        let length = letter(text, index, &word, &count, &scores)
        if length > 0 {
          index += length
          continue
        }
      }
      if count > 0, count <= 8 {
        let set = set(of: word)
        if set != 0, Self.isProse(word, count, before, byte, text, index),
          scores.add(set, of: word, Self.wordPoints, lead: Self.safeLead)
        {
          return true
        }
      }
      word = 0
      count = 0
      before = byte
      index += 1
    }
    return false
  }

  /// Whether a word is one of a sentence, and not a part of a name, a number or an address: `j-maas`, `l3`, `io/i/`.
  ///
  /// A consonant alone is an article only before an apostrophe: `l'eau`, but `C` and `vitamin D`.
  @inline(__always)
  private static func isProse(
    _ word: UInt64, _ count: Int, _ before: UInt8, _ after: UInt8, _ text: UnsafeRawBufferPointer,
    _ end: Int
  ) -> Bool {
    if ties(before) || ties(after) { return false }
    if after == UInt8(ascii: "."), end + 1 < text.count, !text[end + 1].isBlankOrControl {
      return false
    }
    if count > 1 { return true }
    // U+2019 begins so.
    if after == UInt8(ascii: "'") || after == 0xE2 { return true }
    guard "aeiouy".utf8.contains(UInt8(truncatingIfNeeded: word)) else { return false }
    // In bytes that are not text, every fifth letter is a vowel.
    let previous = end > 1 ? text[end - 2] : .space
    return (isBound(previous) || endsMark(previous)) && (isBound(after) || after == 0xC2)
  }

  /// Whether a byte is the last one of a dash, a quotation mark or a fixed blank beyond ASCII.
  @inline(__always)
  private static func endsMark(_ byte: UInt8) -> Bool {
    byte &- 0x93 < 0x0D || byte == 0xA0 || byte == 0xAB
  }

  /// Whether a byte stands beside words of a sentence.
  @inline(__always)
  private static func isBound(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\t"), .lineFeed, .carriageReturn, .space, UInt8(ascii: "'"),
      UInt8(ascii: "\""), UInt8(ascii: ","),
      UInt8(ascii: "."), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: "?"),
      UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "*"):
      true
    default: false
    }
  }

  /// Whether a byte ties a word to others that are no sentence with it.
  @inline(__always)
  private static func ties(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "/"), UInt8(ascii: "@"),
      UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "="), UInt8(ascii: "\\"):
      true
    default: false
    }
  }

  /// Takes a letter beyond ASCII into the word; returns its length, 0 if it is no letter of a Latin script.
  private func letter(
    _ text: UnsafeRawBufferPointer, _ index: Int, _ word: inout UInt64, _ count: inout Int,
    _ scores: inout Scores
  ) -> Int {
    let first = text[index]
    // Latin-1 to Latin Extended-B are C3 to C9; Vietnamese is E1 B8 to E1 BB.
    let length = first == 0xE1 ? 3 : (0xC3...0xC9).contains(first) ? 2 : 0
    guard length > 0, index + length <= text.count else { return 0 }
    var packed: UInt64 = 0
    for offset in 0..<length {
      var byte = text[index + offset]
      let isLast = offset == length - 1
      if isLast { byte = Self.smallTail(byte, first) }
      packed |= UInt64(byte) << UInt64(offset * 8)
      if count < 8 { word |= UInt64(byte) << UInt64(count * 8) }
      count += 1
    }
    let key = packed | Self.letterMark
    let set = set(of: key)
    if set != 0 { _ = scores.add(set, of: key, Self.letterPoints, lead: .max) }
    return length
  }

  /// The last byte of a small letter, given that of a capital or a small one.
  private static func smallTail(_ byte: UInt8, _ first: UInt8) -> UInt8 {
    switch first {
    case 0xC3: byte < 0x9F && byte != 0x97 ? byte | 0x20 : byte
    // In these blocks a capital stands before its small letter, but for the few that do not matter here.
    case 0xC4, 0xC5: byte & 1 == 0 ? byte | 1 : byte
    case 0xE1: byte & 1 == 0 ? byte | 1 : byte
    default: byte
    }
  }

  /// Points of each language.
  fileprivate struct Scores {
    private var points = SIMD32<Int16>(repeating: 0)
    /// What each language got its first points for, and the languages that got some for something else too.
    private var firsts = SIMD32<UInt16>(repeating: 0)
    private var varied: UInt32 = 0
    /// The most points of a language.
    private var most = 0

    /// Gives points for a word or a letter to a set of languages, fewer to each the more they are.
    ///
    /// Returns true where one is `lead` words ahead.
    mutating func add(_ set: UInt32, of key: UInt64, _ value: Int, lead: Int) -> Bool {
      note(key, set)
      var set = set
      let share = set & (set - 1) == 0 ? Int16(value) : Int16(max(1, value / set.nonzeroBitCount))
      // In place: to set an element of the vector by a number copies all of it.
      withUnsafeMutableBytes(of: &points) { bytes in
        let points = bytes.assumingMemoryBound(to: Int16.self)
        while set != 0 {
          let language = set.trailingZeroBitCount
          points[language] += share
          most = max(most, Int(points[language]))
          set &= set - 1
        }
      }
      // Not before one has as many points is it ahead by them.
      guard most >= lead else { return false }
      let (first, second, _) = leaders
      return first - second >= lead
    }

    /// Remembers which languages have different words: one that is repeated may be a name.
    private mutating func note(_ key: UInt64, _ set: UInt32) {
      if varied & set == set { return }
      let mark = UInt16(truncatingIfNeeded: key ^ key >> 16 ^ key >> 32 ^ key >> 48) | 1
      var set = set & ~varied
      withUnsafeMutableBytes(of: &firsts) { bytes in
        let firsts = bytes.assumingMemoryBound(to: UInt16.self)
        while set != 0 {
          let language = set.trailingZeroBitCount
          if firsts[language] == 0 { firsts[language] = mark }
          if firsts[language] != mark { varied |= 1 &<< UInt32(language) }
          set &= set - 1
        }
      }
    }

    private var leaders: (first: Int, second: Int, winner: Int) {
      var first = 0
      var second = 0
      var winner = 0
      for language in 0..<Language.allCases.count {
        let value = Int(points[language])
        if value > first {
          (second, first, winner) = (first, value, language)
        } else if value > second {
          second = value
        }
      }
      return (first, second, winner)
    }

    func winner(least: Int) -> Language {
      let (first, second, winner) = leaders
      // A quarter more than the next one: norwegian and danish share most of their words.
      guard first >= least, first * 5 > second * 6, varied &>> UInt32(winner) & 1 != 0 else {
        return .english
      }
      return Language(rawValue: UInt8(winner)) ?? .english
    }
  }

  // MARK: Table

  @inline(__always)
  private static func slot(of key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 52) & (slots - 1)
  }

  @inline(__always)
  private func set(of key: UInt64) -> UInt32 {
    var slot = Self.slot(of: key)
    while keys[slot] != 0 {
      if keys[slot] == key { return sets[slot] }
      slot = (slot + 1) & (Self.slots - 1)
    }
    return 0
  }

  private mutating func insert(_ key: UInt64?, _ bit: UInt32) {
    guard let key else { return }
    var slot = Self.slot(of: key)
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & (Self.slots - 1) }
    keys[slot] = key
    sets[slot] |= bit
  }

  /// Packs a word of at most eight bytes; longer ones do not take part.
  private static func pack(_ word: UnsafeBufferPointer<UInt8>) -> UInt64? {
    guard word.count <= 8 else { return nil }
    var packed: UInt64 = 0
    for (offset, byte) in word.enumerated() { packed |= UInt64(byte) << UInt64(offset * 8) }
    return packed
  }

  private static func forEachWord(
    of list: StaticString, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    let bytes = UnsafeBufferPointer(start: list.utf8Start, count: list.utf8CodeUnitCount)
    var start = 0
    for index in 0...bytes.count where index == bytes.count || bytes[index].isBlankOrControl {
      if index > start { body(UnsafeBufferPointer(rebasing: bytes[start..<index])) }
      start = index + 1
    }
  }
}
