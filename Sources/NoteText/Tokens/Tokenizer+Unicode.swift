internal import CUnicodeTables
import Characters

// Words with characters beyond ASCII. Every character costs one look-up in a two-stage table, which says
// what it is and what it folds to; the standard library's properties cost ten times as much.
extension Tokenizer {
  /// Reads on from a character beyond ASCII; `count` bytes of the word stand in the buffer already.
  func unicodeWord(
    _ source: Source, from: Int, start: Int, count: Int, _ emit: (Token) -> Bool
  ) -> Int {
    var index = from
    var start = start
    var count = count
    var isFull = count == Self.longestTerm
    scan: while index < source.end {
      let byte = source.bytes[index]
      if byte.isASCII {
        let fold = folds[Int(byte)]
        if fold < 0x30, isHebrewQuote(source, index, 1, count) {
          index += 1
          continue
        }
        if fold == Fold.apostrophe, count > 0 {
          return wordWithApostrophe(source, start, count, at: index, length: 1, emit)
        }
        if fold < 0x30 { break }
        if count == 0 { start = index }
        append(1, &count, &isFull) { $0[0] = fold }
        index += 1
        continue
      }
      let (scalar, length) = ScalarReader.read(source.bytes, at: index, end: source.end)
      let record = vq_unicode_look_up(scalar)
      switch Int(record.kind) {
      case VQ_LETTER, VQ_DIGIT, VQ_MARK:
        if count == 0 { start = index }
        appendFold(of: scalar, record, &count, &isFull)
        if scalar &- 0x915 < 0x25 { joinNasal(scalar, &count) }
      case VQ_IGNORED:
        if scalar == 0x306 { joinShortI(count) }
      case VQ_APOSTROPHE, VQ_SEPARATOR:
        if isHebrewQuote(source, index, length, count) { break }
        if count == 0 { return index + length }
        guard Int(record.kind) == VQ_APOSTROPHE else { break scan }
        return wordWithApostrophe(source, start, count, at: index, length: length, emit)
      case VQ_SINGLE
      where isPower(scalar) && (1...Self.longestBase).contains(count) && isLetters(count):
        // `m²` is typed `m2`; behind a longer word it is the number of a footnote.
        appendFold(of: scalar, record, &count, &isFull)
      case VQ_BIGRAM where count == 0:
        return run(source, from: index, emit)
      case VQ_SINGLE where count == 0:
        guard handOver(emit) else { return -1 }
        appendFold(of: scalar, record, &count, &isFull)
        var end = index + length
        while isPower(scalar), let more = power(source, end) {
          append(1, &count, &isFull) { $0[0] = more.digit }
          end += more.length
        }
        let term = UnsafeRawBufferPointer(start: word, count: count)
        let token = Token(term: term, start: index, end: end, kind: .single)
        return emit(token) ? end : -1
      default:
        if count == 0 { return index + length }
        break scan
      }
      index += length
    }
    if count == 0 { return index }
    let isGroup = index == from && count == index - start && index + 1 < source.end
    guard self.emit(word, count, isLetters(count), start, index, nil, emit) else { return -1 }
    if isGroup, !groups(source, start, index, emit) { return -1 }
    return !language.keepsAccents || accented(source, start, index, emit) ? index : -1
  }

  // MARK: Marks that writers leave out

  /// Whether a quote or an apostrophe stands behind a Hebrew letter and belongs to the word: `צה"ל`, `ג'ירפה`.
  ///
  /// Keyboards have no gershayim, so the quotes of all kinds stand in for it.
  private func isHebrewQuote(_ source: Source, _ index: Int, _ length: Int, _ count: Int) -> Bool {
    guard count > 1, word[count - 2] == 0xD7, word[count - 1] &- 0x90 < 0x1B else { return false }
    let bytes = source.bytes
    let isQuote =
      length == 1
      ? bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'")
      : length == 3 && bytes[index] == 0xE2 && bytes[index + 1] == 0x80
        && bytes[index + 2] &- 0x98 < 7
    let next = index + length
    return isQuote && next + 1 < source.end && bytes[next] == 0xD7 && bytes[next + 1] &- 0x90 < 0x1B
  }

  /// Writes the nasal before a Hindi consonant as anusvara, which most writers type: `हिन्दी` is `हिंदी`.
  private func joinNasal(_ scalar: UInt32, _ count: inout Int) {
    guard count >= 9, count < Self.longestTerm else { return }
    let place = count - 9
    guard word[place] == 0xE0, word[place + 1] == 0xA4, word[place + 3] == 0xE0,
      word[place + 4] == 0xA5, word[place + 5] == 0x8D
    else { return }
    let row: UInt32? =
      switch scalar {
      case 0x915...0x918: 0x919
      case 0x91A...0x91D: 0x91E
      case 0x91F...0x922: 0x923
      case 0x924...0x927: 0x928
      case 0x92A...0x92D: 0x92E
      default: nil
      }
    let nasal = UInt32(0x900) | UInt32(word[place + 2] & 0x3F)
    // Foreign words have the plain n before all of them: `इन्टरनेट`.
    guard let row, nasal == row || nasal == 0x928 else { return }
    word[place + 2] = 0x82
    (word + place + 3).update(from: word + place + 6, count: 3)
    count -= 3
  }

  // MARK: Powers

  /// Whether a character is a raised digit.
  private func isPower(_ scalar: UInt32) -> Bool {
    scalar == 0xB2 || scalar == 0xB3 || scalar == 0xB9 || scalar == 0x2070
      || scalar &- 0x2074 < 6
  }

  /// The raised digit at `index`; nil where there is none.
  private func power(_ source: Source, _ index: Int) -> (digit: UInt8, length: Int)? {
    guard index < source.end, !source.bytes[index].isASCII else { return nil }
    let (scalar, length) = ScalarReader.read(source.bytes, at: index, end: source.end)
    guard isPower(scalar) else { return nil }
    let value: UInt32 = scalar == 0xB9 ? 1 : scalar < 0x100 ? scalar - 0xB0 : scalar - 0x2070
    return (UInt8(0x30 + value), length)
  }

  /// Makes й of и, where a breve follows: the only accent that matters to a stemmer.
  private func joinShortI(_ count: Int) {
    if count > 1, word[count - 2] == 0xD0, word[count - 1] == 0xB8 { word[count - 1] = 0xB9 }
  }

  /// Whether the first `count` bytes of the word are all small ASCII letters.
  func isLetters(_ count: Int) -> Bool {
    for index in 0..<count where !word[index].isSmallLetter { return false }
    return true
  }

  @inline(__always)
  private func append(
    _ length: Int, _ count: inout Int, _ isFull: inout Bool,
    _ write: (UnsafeMutablePointer<UInt8>) -> Void
  ) {
    if isFull || count + length > Self.longestTerm {
      isFull = true
      return
    }
    write(word + count)
    count += length
  }

  /// Appends what `scalar` folds to.
  @inline(__always)
  private func appendFold(
    of scalar: UInt32, _ record: vq_unicode_record, _ count: inout Int, _ isFull: inout Bool
  ) {
    if record.length > 0 {
      let from = vq_unicode_pool_start() + Int(record.value)
      append(Int(record.length), &count, &isFull) {
        $0.update(from: from, count: Int(record.length))
      }
    } else if !isFull, count + 4 <= Self.longestTerm {
      count += ScalarReader.write(
        UInt32(truncatingIfNeeded: Int(scalar) + Int(record.value)), to: word + count)
    } else {
      isFull = true
    }
  }
}
