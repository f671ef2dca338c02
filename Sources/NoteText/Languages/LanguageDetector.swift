/// Tells the language of a text by its function words and special letters.
///
/// Half of all running text is function words, so a few lines are enough; a text that has too few of
/// them, or as many of two languages, is taken for English. Reading stops as soon as one language is far
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
    while index <= text.count {
      // Between words there is often more than one sign.
      if count == 0, index < text.count {
        let byte = text[index]
        if byte < 0x80, (byte | 0x20) &- 0x61 >= 26 {
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
        guard small &- 0x61 < 26 else { break }
        if count < 8 { word |= UInt64(small) &<< UInt64(truncatingIfNeeded: count &* 8) }
        count &+= 1
        index &+= 1
      }
      let byte = index < text.count ? text[index] : 0x20
      if byte >= 0x80 {
        let length = letter(text, index, &word, &count, &scores)
        if length > 0 {
          index += length
          continue
        }
      }
      if count > 0, count <= 8 {
        let set = set(of: word)
        if set != 0, scores.add(set, Self.wordPoints, lead: Self.safeLead) { return true }
      }
      word = 0
      count = 0
      index += 1
    }
    return false
  }

  /// Takes a letter beyond ASCII into the word; returns its length, 0 for what is no letter of a Latin script.
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
    let set = set(of: packed | Self.letterMark)
    if set != 0 { _ = scores.add(set, Self.letterPoints, lead: .max) }
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
    /// The most points of a language.
    private var most = 0

    /// Gives points to a set of languages, fewer to each the more they are.
    ///
    /// Returns true where one is `lead` words ahead.
    mutating func add(_ set: UInt32, _ value: Int, lead: Int) -> Bool {
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
      guard first >= least, first * 5 > second * 6 else { return .english }
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
    for index in 0...bytes.count where index == bytes.count || bytes[index] <= 0x20 {
      if index > start { body(UnsafeBufferPointer(rebasing: bytes[start..<index])) }
      start = index + 1
    }
  }
}
