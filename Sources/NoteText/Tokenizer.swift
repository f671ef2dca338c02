internal import CUnicodeTables

/// Cuts text into tokens, the same way for the index, for questions and for passages.
///
/// A word is a run of letters, digits and their marks, in small letters and without accents, less its
/// ending. Scripts without blanks give overlapping pairs of characters. Bytes that are no UTF-8
/// separate words. The cost is linear in the text, whatever it is.
/// Not `Sendable`: it owns buffers, so use one a thread or connection.
package final class Tokenizer {
  /// Grows with every change of what the tokens of some text are; an index of another version is rebuilt.
  package static let version = 3
  /// Longest term in bytes; what a longer word has beyond is dropped, at the border of a character.
  package static let longestTerm = 128

  /// What to do with endings.
  package enum Stemming: Sendable {
    /// They go, as `language` has them.
    case byLanguage
    case none
  }

  /// What words in Latin letters are read as.
  package var language = Language.english {
    didSet {
      if language != oldValue { selectStems() }
    }
  }

  let folds: UnsafePointer<UInt8>
  /// The term being built; 32 bytes behind the longest one let the stem cache read whole words.
  let word: UnsafeMutablePointer<UInt8>
  let part: UnsafeMutablePointer<UInt8>
  private let stems: Stems?
  /// The stems of `language`, which `stems` keeps: to count the references to them for each word takes as long as
  /// to look a word up.
  private var latin: Unmanaged<StemCache>?

  package init(stemming: Stemming = .byLanguage) {
    folds = vq_ascii_folds_start()
    word = .allocate(capacity: Self.longestTerm + 32)
    part = .allocate(capacity: Self.longestTerm + 32)
    stems = stemming == .byLanguage ? Stems() : nil
    selectStems()
  }

  private func selectStems() {
    latin = stems?.latin(language).map(Unmanaged.passUnretained)
  }

  deinit {
    word.deallocate()
    part.deallocate()
  }

  /// Hands each token of `text` to `emit`, in order, until it returns false.
  ///
  /// A token's `term` is valid only within that call.
  package func tokenize(_ text: UnsafeRawBufferPointer, _ emit: (Token) -> Bool) {
    guard let base = text.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
    let source = Source(bytes: base, end: text.count)
    var index = 0
    while index >= 0, index < source.end {
      let fold = folds[Int(base[index])]
      if fold &- 0x30 < 0x50 {
        index = asciiWord(source, index, emit)
      } else if fold == Fold.longer {
        index = unicodeWord(source, from: index, start: index, count: 0, emit)
      } else if fold == Fold.stop, isDotNet(source, index) {
        index = dotNet(source, index, emit)
      } else {
        index += 1
      }
    }
  }

  /// Hands each token of `text` to `emit`, until it returns false.
  package func tokenize(_ text: String, _ emit: (Token) -> Bool) {
    var text = text
    text.withUTF8 { tokenize(UnsafeRawBufferPointer($0), emit) }
  }

  /// Reads the word at `start`, whose first byte is an ASCII letter or digit.
  ///
  /// Like all readers of this class it returns where to go on, or -1 when `emit` has had enough.
  @inline(__always)
  private func asciiWord(_ source: Source, _ start: Int, _ emit: (Token) -> Bool) -> Int {
    let bytes = source.bytes
    var index = start + 1
    var fold = folds[Int(bytes[start])]
    var common = fold
    var upper: UInt8 = 0
    word[0] = fold
    var count = 1
    while index < source.end {
      let byte = bytes[index]
      fold = folds[Int(byte)]
      if fold &- 0x30 >= 0x50 { break }
      if count < Self.longestTerm {
        word[count] = fold
        count += 1
      }
      common &= fold
      upper |= byte ^ fold
      index += 1
    }
    if index < source.end, bytes[index] != 0x20 {
      let next = bytes[index]
      if fold == Fold.longer {
        return unicodeWord(source, from: index, start: start, count: count, emit)
      }
      if fold == Fold.apostrophe {
        return wordWithApostrophe(source, start, count, at: index, length: 1, emit)
      }
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "#"),
        let end = symbolEnd(source, index, count, common)
      {
        return symbolWord(source, start, count, index, end, emit)
      }
    }
    let isLetters = common & 0x40 != 0
    if !self.emit(word, count, isLetters, start, index, nil, emit) { return -1 }
    if isLetters, index < source.end, bytes[index] == UInt8(ascii: "-"),
      !compound(source, start, count, index, emit)
    {
      return -1
    }
    if upper != 0, !caseParts(source, start, index, emit) { return -1 }
    if count <= 3, index < source.end, bytes[index] == UInt8(ascii: ","),
      !groupedNumber(source, start, count, index, emit)
    {
      return -1
    }
    return index
  }

  /// Stems the `count` bytes at `term` and hands them over.
  ///
  /// `further` is the kind of a further form of the token before, nil for a word of its own.
  @inline(__always)
  func emit(
    _ term: UnsafeMutablePointer<UInt8>, _ count: Int, _ isLetters: Bool, _ start: Int, _ end: Int,
    _ further: Token.Kind?, _ emit: (Token) -> Bool
  ) -> Bool {
    var bytes = UnsafeRawBufferPointer(start: term, count: count)
    if count > 2, count < Self.longestTerm, isLetters || term[0] >= 0x80 {
      let padding = UnsafeMutableRawPointer(term + count)
      padding.storeBytes(of: 0, as: UInt64.self)
      padding.storeBytes(of: 0, toByteOffset: 8, as: UInt64.self)
      if isLetters {
        if let latin { bytes = latin._withUnsafeGuaranteedRef { $0.stem(term, count) } }
      } else {
        padding.storeBytes(of: 0, toByteOffset: 16, as: UInt64.self)
        padding.storeBytes(of: 0, toByteOffset: 24, as: UInt64.self)
        bytes = stems?.other(term, count) ?? bytes
      }
    }
    return emit(
      Token(
        term: bytes, start: start, end: end, isColocated: further != nil, kind: further ?? .word))
  }
}

/// The text being cut: where it is and where it ends.
struct Source {
  let bytes: UnsafePointer<UInt8>
  let end: Int
}

/// Values of the ASCII fold table that are no part of a word.
enum Fold {
  static let apostrophe: UInt8 = 1
  static let stop: UInt8 = 2
  /// The byte belongs to a character beyond ASCII.
  static let longer: UInt8 = 0xFF
}
