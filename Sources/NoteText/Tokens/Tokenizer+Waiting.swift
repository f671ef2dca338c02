// To look up the stem of a word is to wait for the memory: the table is larger than what the processor keeps near. So
// some words wait for each other, and the memory is asked for all of them at once.

import CProcessor
import Characters

/// A short word that is about to be handed over. Its term stands in `Tokenizer.words`, at the same place.
struct WaitingWord {
  /// Most that wait.
  static let most = 16
  /// Bytes for one term; 32 behind the longest one let the stem cache read whole words.
  static let room = Tokenizer.longestTerm + 32
  /// Bytes of a term that may wait, less one.
  static let longest = 16

  var start: Int
  var end: Int
  /// The place of its stem; nil where it has none.
  var stem: UnsafeMutableRawPointer?
  var count: UInt8
  var further: Token.Kind?
}

extension Tokenizer {
  /// Stems the `count` bytes at `term` and hands them over, sooner or later.
  ///
  /// `further` is the kind of a further form of the token before, nil for a word of its own.
  @inline(__always)
  func emit(
    _ term: UnsafeMutablePointer<UInt8>, _ count: Int, _ isLetters: Bool, _ start: Int, _ end: Int,
    _ further: Token.Kind?, _ emit: (Token) -> Bool
  ) -> Bool {
    guard count < WaitingWord.longest, isLetters || term[0].isASCII else {
      return emitAtOnce(term, count, isLetters, start, end, further, emit)
    }
    if term != word { word.update(from: term, count: count) }
    var stem: UnsafeMutableRawPointer?
    if isLetters, count > 2, isStemmed(word), let latin {
      stem = latin._withUnsafeGuaranteedRef { $0.place(of: word, count) }
      vq_prefetch(stem)
    }
    let padding = UnsafeMutableRawPointer(word + count)
    padding.storeBytes(of: 0, as: UInt64.self)
    padding.storeBytes(of: 0, toByteOffset: 8, as: UInt64.self)
    waiting[waitingCount] = WaitingWord(
      start: start, end: end, stem: stem, count: UInt8(truncatingIfNeeded: count),
      further: further)
    waitingCount += 1
    word += WaitingWord.room
    return waitingCount < WaitingWord.most || handOver(emit)
  }

  /// Lets a word of its own wait, of letters and shorter than 16 bytes, whose term stands in `word` with zeros behind
  /// it; see `Scan.halves`.
  @inline(__always)
  func wait(
    _ halves: StemCache.Halves, _ count: Int, _ start: Int, _ end: Int, _ emit: (Token) -> Bool
  ) -> Bool {
    var stem: UnsafeMutableRawPointer?
    let letter = UInt32(truncatingIfNeeded: halves.0 & 0x1F)
    if count > 2, stemmedLetters &>> letter & 1 != 0, let latin {
      stem = latin._withUnsafeGuaranteedRef { $0.place(of: halves) }
      vq_prefetch(stem)
    }
    waiting[waitingCount] = WaitingWord(
      start: start, end: end, stem: stem, count: UInt8(truncatingIfNeeded: count), further: nil)
    waitingCount &+= 1
    word += WaitingWord.room
    return waitingCount < WaitingWord.most || handOver(emit)
  }

  /// Whether a word of ASCII letters is stemmed.
  @inline(__always)
  private func isStemmed(_ word: UnsafePointer<UInt8>) -> Bool {
    stemmedLetters &>> UInt32(word[0]) & 1 != 0
  }

  /// Hands over all words that wait; returns false when `emit` has had enough.
  ///
  /// The next term is built where the first of them stood.
  @inline(never)
  func handOver(_ emit: (Token) -> Bool) -> Bool {
    let count = waitingCount
    waitingCount = 0
    word = words
    let latin = latin
    var bytes = UnsafeRawPointer(words)
    for index in 0..<count {
      let known = waiting[index]
      var term = UnsafeRawBufferPointer(start: bytes, count: Int(known.count))
      bytes += WaitingWord.room
      if let latin, let place = known.stem {
        term = latin._withUnsafeGuaranteedRef { $0.stem(term, at: place) }
      } else if latin == nil {
        stems?.recorder?.add(term)
      }
      if known.further == .part { term = withMark(term) }
      let token = Token(
        term: term, start: known.start, end: known.end, isColocated: known.further != nil,
        kind: known.further ?? .word)
      if !emit(token) { return false }
    }
    return true
  }

  /// Hands over a term that is long or beyond ASCII, behind those that wait.
  @inline(never)
  private func emitAtOnce(
    _ term: UnsafeMutablePointer<UInt8>, _ count: Int, _ isLetters: Bool, _ start: Int, _ end: Int,
    _ further: Token.Kind?, _ emit: (Token) -> Bool
  ) -> Bool {
    guard handOver(emit) else { return false }
    var bytes = UnsafeRawBufferPointer(start: term, count: count)
    if count > 2, count < Self.longestTerm {
      if isLetters || term[0].isASCII { stems?.recorder?.add(bytes) }
      if isLetters {
        if !term[0].isASCII || isStemmed(term), let latin {
          bytes = latin._withUnsafeGuaranteedRef { $0.computed(bytes) }
        }
      } else if !term[0].isASCII {
        let padding = UnsafeMutableRawBufferPointer(start: term + count, count: 32)
        for index in padding.indices { padding[index] = 0 }
        bytes = stems?.other(term, count) ?? bytes
      }
    }
    if further == .part { bytes = withMark(bytes) }
    return emit(
      Token(
        term: bytes, start: start, end: end, isColocated: further != nil, kind: further ?? .word))
  }

  /// The term of a part of a word with the mark behind it.
  private func withMark(_ term: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    let count = min(term.count, Self.longestTerm - 1)
    let bytes = UnsafeMutableRawBufferPointer(start: marked, count: count + 1)
    bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: term[..<count]))
    bytes[count] = Self.partMark
    return UnsafeRawBufferPointer(bytes)
  }
}
