internal import CUnicodeTables

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
      if byte < 0x80 {
        let fold = folds[Int(byte)]
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
      case VQ_IGNORED:
        if scalar == 0x306 { joinShortI(count) }
      case VQ_APOSTROPHE where count > 0:
        return wordWithApostrophe(source, start, count, at: index, length: length, emit)
      case VQ_BIGRAM where count == 0:
        return run(source, from: index, emit)
      case VQ_SINGLE where count == 0:
        guard handOver(emit) else { return -1 }
        appendFold(of: scalar, record, &count, &isFull)
        let term = UnsafeRawBufferPointer(start: word, count: count)
        let token = Token(term: term, start: index, end: index + length, kind: .single)
        return emit(token) ? index + length : -1
      default:
        if count == 0 { return index + length }
        break scan
      }
      index += length
    }
    if count == 0 { return index }
    guard self.emit(word, count, isLetters(count), start, index, nil, emit) else { return -1 }
    return !language.keepsAccents || accented(source, start, index, emit) ? index : -1
  }

  /// Makes й of и, where a breve follows: the only accent that matters to a stemmer.
  private func joinShortI(_ count: Int) {
    if count > 1, word[count - 2] == 0xD0, word[count - 1] == 0xB8 { word[count - 1] = 0xB9 }
  }

  /// Whether the first `count` bytes of the word are all small ASCII letters.
  func isLetters(_ count: Int) -> Bool {
    for index in 0..<count where word[index] &- 0x61 >= 26 { return false }
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
