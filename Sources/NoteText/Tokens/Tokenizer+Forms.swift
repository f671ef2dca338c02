internal import CUnicodeTables
import Characters

// Words with something odd about them: an apostrophe, a symbol that is part of the name, capitals inside.
extension Tokenizer {
  // MARK: Apostrophes

  /// Ends the word before an apostrophe, taking along what belongs to it.
  ///
  /// `don't` is `dont`, however the apostrophe is typed. Other English endings go: `John's` is `john`, and
  /// `she'll` must not become `shell`. Elsewhere the apostrophe separates, as French wants it: `l'école`.
  func wordWithApostrophe(
    _ source: Source, _ start: Int, _ count: Int, at index: Int, length: Int,
    _ emit: (Token) -> Bool
  ) -> Int {
    let suffix = index + length
    if count <= 3, word[0].isDigit, suffix < source.end, source.bytes[suffix].isDigit {
      return thousands(source, start, count, index..<suffix, emit)
    }
    var count = count
    var end = index
    if let suffixEnd = contractionEnd(source, suffix) {
      let isNegation = source.bytes[suffix] | 0x20 == UInt8(ascii: "t")
      if !isNegation {
        end = suffixEnd
      } else if word[count - 1] == UInt8(ascii: "n"), count < Self.longestTerm {
        word[count] = UInt8(ascii: "t")
        count += 1
        end = suffixEnd
      }
    }
    return self.emit(word, count, isLetters(count), start, end, nil, emit)
      ? max(end, index + length) : -1
  }

  /// Returns where an English contraction's ending that starts at `start` ends; nil where there is none.
  private func contractionEnd(_ source: Source, _ start: Int) -> Int? {
    var index = start
    while index < source.end, index < start + 3, source.bytes[index].isLetter {
      index += 1
    }
    guard index > start, !isWordByte(source, index) else { return nil }
    let first = source.bytes[start] | 0x20
    if index == start + 1 { return "sdmt".utf8.contains(first) ? index : nil }
    guard index == start + 2 else { return nil }
    let second = source.bytes[start + 1] | 0x20
    switch (first, second) {
    case (UInt8(ascii: "l"), UInt8(ascii: "l")), (UInt8(ascii: "r"), UInt8(ascii: "e")),
      (UInt8(ascii: "v"), UInt8(ascii: "e")):
      return index
    default: return nil
    }
  }

  /// Whether the character at `index` would go on with a word.
  func isWordByte(_ source: Source, _ index: Int) -> Bool {
    guard index < source.end else { return false }
    let byte = source.bytes[index]
    if byte.isASCII { return folds[Int(byte)] >= 0x30 }
    let scalar = ScalarReader.read(source.bytes, at: index, end: source.end).scalar
    let kind = Int(vq_unicode_look_up(scalar).kind)
    return kind == VQ_LETTER || kind == VQ_DIGIT || kind == VQ_MARK
      || kind == VQ_IGNORED
  }

  // MARK: Symbols

  /// Returns where a name such as `C++` or `F#` ends, whose symbol stands at `index`.
  func symbolEnd(_ source: Source, _ index: Int, _ count: Int, isLetters: Bool) -> Int? {
    guard isLetters else { return nil }
    let next = index + 1 < source.end ? source.bytes[index + 1] : 0
    if source.bytes[index] == UInt8(ascii: "+") {
      let isThird = index + 2 < source.end && source.bytes[index + 2] == UInt8(ascii: "+")
      return next == UInt8(ascii: "+") && !isThird && count < 16 ? index + 2 : nil
    }
    return count == 1 && next != UInt8(ascii: "#") && !isWordByte(source, index + 1)
      ? index + 1 : nil
  }

  /// Hands over a word with its symbol, and the bare word beside it.
  func symbolWord(
    _ source: Source, _ start: Int, _ count: Int, _ index: Int, _ end: Int,
    _ emit: (Token) -> Bool
  ) -> Int {
    let bare = word
    guard handOver(emit) else { return -1 }
    part.update(from: bare, count: count)
    part.advanced(by: count).update(from: source.bytes + index, count: end - index)
    let term = UnsafeRawBufferPointer(start: part, count: count + end - index)
    if !emit(Token(term: term, start: start, end: end)) { return -1 }
    return self.emit(bare, count, true, start, index, .word, emit) ? end : -1
  }

  /// The length of the escape of an address at `index`, as the `%20` of `My%20notes`; 1 where a mere `%` stands.
  func escapeLength(_ source: Source, _ index: Int) -> Int {
    guard index + 2 < source.end else { return 1 }
    let (first, second) = (folds[Int(source.bytes[index + 1])], folds[Int(source.bytes[index + 2])])
    // Two letters begin a word: `%date%`.
    let isEscape =
      first.isDigit && second.isHexDigit || first.isHexLetter && second.isDigit
    return isEscape && first != UInt8(ascii: "0") ? 3 : 1
  }

  /// Whether the full stop at `index` begins the name `.NET`.
  func isDotNet(_ source: Source, _ index: Int) -> Bool {
    guard index + 3 < source.end else { return false }
    return source.bytes[index + 1] | 0x20 == UInt8(ascii: "n")
      && source.bytes[index + 2] | 0x20 == UInt8(ascii: "e")
      && source.bytes[index + 3] | 0x20 == UInt8(ascii: "t") && !isWordByte(source, index + 4)
  }

  /// Hands over `.net`, and `net` beside it.
  func dotNet(_ source: Source, _ index: Int, _ emit: (Token) -> Bool) -> Int {
    guard handOver(emit) else { return -1 }
    for (offset, byte) in ".net".utf8.enumerated() { word[offset] = byte }
    let whole = UnsafeRawBufferPointer(start: word, count: 4)
    if !emit(Token(term: whole, start: index, end: index + 4)) { return -1 }
    let bare = UnsafeRawBufferPointer(start: word + 1, count: 3)
    let token = Token(term: bare, start: index + 1, end: index + 4, isColocated: true)
    return emit(token) ? index + 4 : -1
  }

  // MARK: Capitals inside a word

  /// Most parts of a word that are handed over; a word with more is no name but encoded data.
  private static let mostParts = 8

  /// Hands over the parts of `getUserName` and `HTTPServer` beside the whole.
  ///
  /// The whole stands first, since most such words are names (`GitHub`) that are typed in small letters
  /// too. Parts of one or two letters are left out, and `URLs` is one word.
  @inline(never)
  func caseParts(
    _ source: Source, _ folded: UnsafePointer<UInt8>, _ start: Int, _ end: Int,
    _ emit: (Token) -> Bool
  ) -> Bool {
    guard end - start < 64 else { return true }
    // A bit for each byte of the word: where a part begins, and the end of the last one.
    var borders: UInt64 = 0
    for index in start + 1..<end where isCaseBorder(source, index, start, end) {
      borders |= 1 &<< UInt64(index - start)
    }
    guard borders != 0, borders.nonzeroBitCount < Self.mostParts else { return true }
    borders |= 1 &<< UInt64(end - start)
    // Where the whole stands the first of its parts may go.
    let whole = words + WaitingWord.most * WaitingWord.room
    whole.update(from: folded, count: end - start)
    var from = start
    while borders != 0 {
      let to = start + borders.trailingZeroBitCount
      borders &= borders - 1
      defer { from = to }
      if to - from < 3 { continue }
      part.update(from: whole + (from - start), count: to - from)
      var common: UInt8 = 0xFF
      for index in 0..<to - from { common &= part[index] }
      if !self.emit(part, to - from, common & 0x40 != 0, from, to, .part, emit) { return false }
    }
    return true
  }

  private func isCaseBorder(_ source: Source, _ index: Int, _ start: Int, _ end: Int) -> Bool {
    let bytes = source.bytes
    guard bytes[index].isCapital else { return false }
    if !bytes[index - 1].isCapital { return true }
    // The last of several capitals begins the next part, unless what follows is the plural's s.
    guard index + 1 < end, bytes[index + 1].isSmallLetter else { return false }
    return !(index + 2 == end && bytes[index + 1] == UInt8(ascii: "s"))
  }

  // MARK: Acronyms

  /// Longest plural of an acronym in bytes.
  private static let longestPlural = 8

  /// Whether a word is capitals and an `s` that no stemmer takes off, since they have no vowel but the last: `PDFs`, `GPUs`.
  func isPluralOfAcronym(_ source: Source, _ start: Int, _ end: Int) -> Bool {
    guard end - start >= 3, end - start <= Self.longestPlural,
      source.bytes[end - 1] == UInt8(ascii: "s")
    else { return false }
    for index in start..<end - 1 {
      let byte = source.bytes[index]
      guard byte.isCapital, index == end - 2 || !"AEIOUY".utf8.contains(byte) else { return false }
    }
    return true
  }

  /// Hands over `pdf`, and `pdfs` beside it for who types that.
  @inline(never)
  func pluralOfAcronym(
    _ folded: UnsafeMutablePointer<UInt8>, _ count: Int, _ start: Int, _ end: Int,
    _ emit: (Token) -> Bool
  ) -> Bool {
    part.update(from: folded, count: count)
    return self.emit(folded, count - 1, true, start, end, nil, emit)
      && self.emit(part, count, true, start, end, .joined, emit)
  }

  // MARK: Hyphens

  /// Longest compound of two words that is handed over as one, in bytes.
  private static let longestCompound = 32

  /// Hands over `wifi` beside the first word of `Wi-Fi`, whose hyphen stands at `hyphen`.
  ///
  /// People write `e-mail` and `email`, `to-do` and `todo`. Compounds of more words are hardly ever
  /// written as one.
  @inline(never)
  func compound(
    _ source: Source, _ folded: UnsafePointer<UInt8>, _ start: Int, _ count: Int, _ hyphen: Int,
    _ emit: (Token) -> Bool
  ) -> Bool {
    let bytes = source.bytes
    guard count < Self.longestCompound else { return true }
    if start > 0, bytes[start - 1] == UInt8(ascii: "-") { return true }
    part.update(from: folded, count: count)
    var length = count
    var index = hyphen + 1
    while index < source.end, length <= Self.longestCompound, folds[Int(bytes[index])].isSmallLetter
    {
      part[length] = folds[Int(bytes[index])]
      length += 1
      index += 1
    }
    guard length > count, length <= Self.longestCompound, !isWordByte(source, index) else {
      return true
    }
    if index < source.end, bytes[index] == UInt8(ascii: "-") { return true }
    return self.emit(part, length, true, start, index, .joined, emit)
  }

  // MARK: Numbers

  /// Hands over `1000` beside the first group of `1,000`, whose comma stands at `comma`.
  ///
  /// The Swiss write an apostrophe for the comma.
  @inline(never)
  func groupedNumber(
    _ source: Source, _ folded: UnsafePointer<UInt8>, _ start: Int, _ count: Int,
    _ comma: Range<Int>, _ emit: (Token) -> Bool
  ) -> Bool {
    let bytes = source.bytes
    for index in start..<comma.lowerBound where !bytes[index].isDigit { return true }
    let before = start - comma.count
    if before > 0, bytes[before - 1].isDigit, isSame(source, comma, at: before) { return true }
    part.update(from: folded, count: count)
    var length = count
    var index = comma.lowerBound
    while index + comma.count + 2 < source.end, length < 32, isSame(source, comma, at: index) {
      let group = index + comma.count
      guard (0..<3).allSatisfy({ bytes[group + $0].isDigit }) else { break }
      part.advanced(by: length).update(from: bytes + group, count: 3)
      length += 3
      index = group + 3
    }
    // With a further digit or letter it is another word.
    guard length > count, !isWordByte(source, index) else { return true }
    return self.emit(part, length, false, start, index, .joined, emit)
  }

  /// Whether the bytes of a range stand at another place too.
  private func isSame(_ source: Source, _ range: Range<Int>, at place: Int) -> Bool {
    place + range.count <= source.end
      && (0..<range.count).allSatisfy {
        source.bytes[place + $0] == source.bytes[range.lowerBound + $0]
      }
  }

  /// Hands over a group of digits before an apostrophe, and the number that it begins.
  private func thousands(
    _ source: Source, _ start: Int, _ count: Int, _ apostrophe: Range<Int>,
    _ emit: (Token) -> Bool
  ) -> Int {
    let folded = word
    guard self.emit(folded, count, false, start, apostrophe.lowerBound, nil, emit),
      groupedNumber(source, folded, start, count, apostrophe, emit)
    else { return -1 }
    return apostrophe.upperBound
  }

  // MARK: Powers

  /// Most letters before a power or a number below the line.
  static let longestBase = 3

  /// Hands over `x2` beside the first part of `x^2`, `x^{2}` or `a_2`, whose sign stands at `sign`: so is `x²` found.
  @inline(never)
  func typedPower(
    _ source: Source, _ folded: UnsafePointer<UInt8>, _ start: Int, _ count: Int, _ sign: Int,
    _ emit: (Token) -> Bool
  ) -> Bool {
    let bytes = source.bytes
    let hasBrace = sign + 1 < source.end && bytes[sign + 1] == UInt8(ascii: "{")
    let first = sign + (hasBrace ? 2 : 1)
    var end = first
    while end < source.end, end - first < 3, bytes[end].isDigit { end += 1 }
    let isClosed = !hasBrace || end < source.end && bytes[end] == UInt8(ascii: "}")
    guard end > first, isClosed, !isWordByte(source, end),
      end >= source.end || bytes[end] != UInt8(ascii: "_")
    else { return true }
    part.update(from: folded, count: count)
    part.advanced(by: count).update(from: bytes + first, count: end - first)
    return self.emit(
      part, count + end - first, false, start, hasBrace ? end + 1 : end, .joined, emit)
  }

  // MARK: Accents

  /// Hands over the word with its accents beside the one without, for languages that need them.
  @inline(never)
  func accented(_ source: Source, _ start: Int, _ end: Int, _ emit: (Token) -> Bool) -> Bool {
    let bytes = UnsafeRawBufferPointer(start: source.bytes + start, count: end - start)
    guard bytes.count <= Self.longestTerm, let text = AccentedWord.make(bytes) else { return true }
    guard handOver(emit) else { return false }
    return text.withUnsafeBytes { term in
      emit(Token(term: term, start: start, end: end, isColocated: true, kind: .accented))
    }
  }
}
