import Characters
import NoteText

/// Finds words that look like a term: likely another form of it that its stem does not tell.
///
/// Two degrees. A word of the same *kin* begins like the term, by three quarters of it and at least four characters. A
/// word that has a *part* in common shares half of the term, at least five characters in a row anywhere: that finds
/// the parts of compounds (`Bahnstrecke` and `Eisenbahnen`) and words after a prefix. English writes its compounds apart,
/// and its prefixes reverse the meaning, so it has no parts. Only scripts with letters take part; a pair
/// of Chinese characters has no endings.
struct KinFinder {
  /// A term, and how much of it a word must have.
  private struct Kindred {
    var bytes: [UInt8]
    /// Bytes that a word of the same kin begins with.
    var beginning: Int
    /// Most characters of such a word.
    var longest: Int
    /// Fewest bytes of a part.
    var part: Int
    var needle: Int
    /// The next term with the same hash of its beginning; -1 for none.
    var next: Int
  }

  /// As many bytes of a term as a part has at least.
  private struct Window {
    var term: Int
    var start: Int
    /// The next window with the same hash; -1 for none.
    var next: Int
  }

  /// Letters of a word at the beginning that kin have in common, at least.
  private static let leastCharacters = 5
  /// How many characters longer than the term a kindred word may be.
  private static let longestEnding = 5
  /// Characters of the shortest part.
  private static let partCharacters = 5
  /// Longer terms are data, not words; it also bounds what a hostile text costs.
  private static let longestTerm = 96

  private var terms: [Kindred] = []
  private var windows: [Window] = []
  /// First term by the hash of its first four bytes; -1 where there is none.
  private var beginnings = [Int16](repeating: -1, count: 256)
  /// First window by its hash; -1 where there is none.
  private var parts = [Int16](repeating: -1, count: 1024)

  /// Adds a term of the query, unless it is too short or holds a digit.
  mutating func add(_ term: [UInt8], needle: Int) {
    guard Self.hasEndings(term), term.count <= Self.longestTerm, terms.count < 256 else { return }
    let characters = Self.characters(term)
    guard characters >= Self.leastCharacters else { return }
    let shared = max(4, (characters * 3 + 3) / 4)
    let width = Self.partCharacters * Self.characterBytes(term[0])
    let bucket = term.withUnsafeBytes(Self.hash)
    terms.append(
      Kindred(
        bytes: term, beginning: Self.bytes(ofFirst: shared, in: term),
        longest: characters + Self.longestEnding, part: max(width, (term.count + 1) / 2),
        needle: needle, next: Int(beginnings[bucket])))
    beginnings[bucket] = Int16(terms.count - 1)
    term.withUnsafeBytes { bytes in
      Self.forEachWindow(bytes, width) { start, place in
        windows.append(Window(term: terms.count - 1, start: start, next: Int(parts[place])))
        parts[place] = Int16(windows.count - 1)
      }
    }
  }

  /// Hands over the needle of each term that `word` looks like, and how; the term itself is among them.
  @inline(__always)
  func find(
    _ word: UnsafeRawBufferPointer, _ language: Language, _ found: (Int, TermMatch.Form) -> Void
  ) {
    guard word.count >= 4, !terms.isEmpty else { return }
    var index = Int(beginnings[Self.hash(word)])
    while index >= 0 {
      if isKin(word, terms[index]) { found(terms[index].needle, .kin) }
      index = terms[index].next
    }
    if language == .english, word[0].isASCII { return }
    let width = Self.partCharacters * Self.characterBytes(word[0])
    if word.count >= width, word.count <= Self.longestTerm { findParts(word, width, found) }
  }

  private func findParts(
    _ word: UnsafeRawBufferPointer, _ width: Int, _ found: (Int, TermMatch.Form) -> Void
  ) {
    let step = width / Self.partCharacters
    var last = -1
    Self.forEachWindow(word, width) { start, place in
      var index = Int(parts[place])
      while index >= 0 {
        let window = windows[index]
        let term = terms[window.term]
        if run(of: word, start, term.bytes, window.start, step) >= term.part,
          window.term != last, !isKin(word, term)
        {
          last = window.term
          found(term.needle, .part)
        }
        index = window.next
      }
    }
  }

  /// The bytes that a word and a term share from these places on.
  ///
  /// 0 where they share the character before too, of `step` bytes, since then the run has been looked at.
  private func run(
    of word: UnsafeRawBufferPointer, _ start: Int, _ term: [UInt8], _ place: Int, _ step: Int
  ) -> Int {
    if start >= step, place >= step,
      (1...step).allSatisfy({ word[start - $0] == term[place - $0] })
    {
      return 0
    }
    var length = 0
    while start + length < word.count, place + length < term.count,
      word[start + length] == term[place + length]
    {
      length += 1
    }
    return length
  }

  private func isKin(_ word: UnsafeRawBufferPointer, _ term: Kindred) -> Bool {
    guard word.count >= term.beginning else { return false }
    for index in 0..<term.beginning where word[index] != term.bytes[index] { return false }
    return Self.characters(word) <= term.longest
  }

  /// Hands over the start and the hash of every `width` bytes that begin with a character.
  @inline(__always)
  private static func forEachWindow(
    _ bytes: UnsafeRawBufferPointer, _ width: Int, _ body: (Int, Int) -> Void
  ) {
    let prime: UInt32 = 16_777_619
    var leaving: UInt32 = 1
    for _ in 0..<width { leaving = leaving &* prime }
    var hash: UInt32 = 0
    for end in bytes.indices {
      hash = hash &* prime &+ UInt32(bytes[end])
      if end >= width { hash = hash &- leaving &* UInt32(bytes[end - width]) }
      let start = end + 1 - width
      if start < 0 || bytes[start].isContinuation { continue }
      body(start, Int((hash &* 0x9E37_79B1) >> 22))
    }
  }

  private static func characters(_ bytes: some Sequence<UInt8>) -> Int {
    bytes.reduce(0) { $1.isContinuation ? $0 : $0 + 1 }
  }

  private static func bytes(ofFirst count: Int, in term: [UInt8]) -> Int {
    var seen = 0
    for (index, byte) in term.enumerated() where !byte.isContinuation {
      if seen == count { return index }
      seen += 1
    }
    return term.count
  }

  /// How many bytes a character has that begins with `byte`.
  private static func characterBytes(_ byte: UInt8) -> Int {
    byte.isASCII ? 1 : byte < 0xE0 ? 2 : 3
  }

  /// Whether a term is made of letters of a script with blanks between words.
  private static func hasEndings(_ term: [UInt8]) -> Bool {
    guard let first = term.first, !term.contains(where: { $0 < UInt8(ascii: "a") }) else {
      return false
    }
    return first < 0xE0 || first == 0xE0 && term.count > 1 && 0xA4..<0xB6 ~= term[1]
  }

  @inline(__always)
  private static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
    let first = Int(bytes[0]) &* 31 &+ Int(bytes[1]) &* 7
    return (first &+ Int(bytes[2]) &* 59 &+ Int(bytes[3])) & 255
  }
}
