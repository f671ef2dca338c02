internal import CUnicodeTables
import Characters

/// Cuts text into tokens, the same way for the index, for questions and for passages.
///
/// A word is a run of letters, digits and their marks, in small letters and without accents, less its
/// ending. Scripts without blanks give overlapping pairs of characters. Bytes that are no UTF-8
/// separate words. The cost is linear in the text, whatever it is.
/// Not `Sendable`: it owns buffers, so use one a thread or connection. What changes with each word is left out of the
/// runtime's check that no two accesses overlap, which takes as long as to look at a short word.
package final class Tokenizer {
  /// Grows with every change of what the tokens of some text are, or what language it is taken for; an index of another
  /// version is rebuilt.
  package static let version = 10
  /// Ends the term of a part of a word with capitals inside: the `git` in `GitHub` is not the word `git`.
  package static let partMark: UInt8 = 1
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

  /// The first letters of words that are stemmed, each a bit by its lower five bits; other words are handed over as they
  /// stand.
  ///
  /// A search for a few words does not need the stems of others: English endings leave the first letter as it is.
  @exclusivity(unchecked) package var stemmedLetters = UInt32.max

  let folds: UnsafePointer<UInt8>
  /// The term being built, behind the words that wait.
  @exclusivity(unchecked) var word: UnsafeMutablePointer<UInt8>
  let part: UnsafeMutablePointer<UInt8>
  /// Room for the term of a part with its mark.
  let marked: UnsafeMutablePointer<UInt8>
  /// Room for the terms of all words that wait, and for one more.
  let words: UnsafeMutablePointer<UInt8>
  let waiting: UnsafeMutablePointer<WaitingWord>
  @exclusivity(unchecked) var waitingCount = 0
  /// Where the last number in groups ends, whose further groups begin none.
  @exclusivity(unchecked) var groupsEnd = 0
  let stems: Stems?
  /// Records words as they are written; nil if they are not recorded.
  package var recorder: WordRecorder? {
    get { stems?.recorder }
    set { stems?.recorder = newValue }
  }
  /// The stems of `language`, which `stems` keeps: to count the references to them for each word takes as long as
  /// to look a word up.
  @exclusivity(unchecked) private(set) var latin: Unmanaged<StemCache>?

  package init(stemming: Stemming = .byLanguage) {
    folds = vq_ascii_folds_start()
    words = .allocate(capacity: (WaitingWord.most + 1) * WaitingWord.room)
    word = words
    part = .allocate(capacity: WaitingWord.room)
    marked = .allocate(capacity: WaitingWord.room)
    waiting = .allocate(capacity: WaitingWord.most)
    stems = stemming == .byLanguage ? Stems() : nil
    selectStems()
  }

  private func selectStems() {
    latin = stems?.latin(language).map(Unmanaged.passUnretained)
  }

  deinit {
    words.deallocate()
    part.deallocate()
    marked.deallocate()
    waiting.deallocate()
  }

  /// Hands each token of `text` to `emit`, in order, until it returns false.
  ///
  /// A token's `term` is valid only within that call.
  package func tokenize(_ text: UnsafeRawBufferPointer, _ emit: (Token) -> Bool) {
    guard let base = text.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
    let source = Source(bytes: base, end: text.count)
    let folds = folds
    var index = 0
    groupsEnd = 0
    while index >= 0 {
      var fold = Fold.separator
      while index < source.end {
        fold = folds[Int(base[index])]
        if fold != Fold.separator { break }
        index &+= 1
      }
      if index == source.end { break }
      if fold &- 0x30 < 0x50 {
        index = asciiWord(source, index, emit)
      } else if fold == Fold.longer {
        index = unicodeWord(source, from: index, start: index, count: 0, emit)
      } else if fold == Fold.stop, isDotNet(source, index) {
        index = dotNet(source, index, emit)
      } else {
        index += fold == Fold.percent ? escapeLength(source, index) : 1
      }
    }
    if index >= 0 { _ = handOver(emit) }
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
    // Here it stays when the word has been handed over.
    let folded = word
    let scan = shortWord(source, start, into: folded) ?? anyWord(source, start, into: folded)
    let (index, count) = (scan.end, scan.count)
    if index < source.end, bytes[index] != .space {
      let next = bytes[index]
      let fold = folds[Int(next)]
      if fold == Fold.longer {
        return unicodeWord(source, from: index, start: start, count: count, emit)
      }
      if fold == Fold.apostrophe {
        return wordWithApostrophe(source, start, count, at: index, length: 1, emit)
      }
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "#"),
        let end = symbolEnd(source, index, count, isLetters: scan.isLetters)
      {
        return symbolWord(source, start, count, index, end, emit)
      }
    }
    let isGoingOn =
      if scan.isLetters, scan.hasInnerCapital, isPluralOfAcronym(source, start, index) {
        pluralOfAcronym(folded, count, start, index, emit)
      } else if let halves = scan.halves {
        wait(halves, count, start, index, emit)
      } else {
        self.emit(folded, count, scan.isLetters, start, index, nil, emit)
      }
    if !isGoingOn { return -1 }
    if scan.isLetters, !scan.hasInnerCapital, isAlone(source, index, count) { return index }
    if scan.isLetters, index < source.end, bytes[index] == UInt8(ascii: "-"),
      !compound(source, folded, start, count, index, emit)
    {
      return -1
    }
    if scan.hasInnerCapital, !caseParts(source, folded, start, index, emit) { return -1 }
    if scan.isLetters, count <= Self.longestBase, index < source.end,
      bytes[index] == UInt8(ascii: "^") || bytes[index] == UInt8(ascii: "_"),
      !typedPower(source, folded, start, count, index, emit)
    {
      return -1
    }
    if count <= 3, index < source.end, bytes[index] == UInt8(ascii: ","),
      !groupedNumber(source, folded, start, count, index..<index + 1, emit)
    {
      return -1
    }
    if mayHaveGroups(source, index, count, isLetters: scan.isLetters),
      !groups(source, start, index, emit)
    {
      return -1
    }
    return index
  }

  /// Whether a word of letters that ends at `index` is nothing but that, as nearly all are: what follows it begins none
  /// of what is read beside a word.
  @inline(__always)
  private func isAlone(_ source: Source, _ index: Int, _ count: Int) -> Bool {
    guard index < source.end else { return true }
    switch source.bytes[index] {
    case .space:
      return count > 4 || index + 1 == source.end || !source.bytes[index + 1].isDigit
    case UInt8(ascii: "."), UInt8(ascii: ":"): return count > 4
    case UInt8(ascii: ","): return count > 3
    case UInt8(ascii: "-"), UInt8(ascii: "^"), UInt8(ascii: "_"): return false
    default: return true
    }
  }

  /// Whether a word that ends at `index` may be the first group of a number.
  @inline(__always)
  private func mayHaveGroups(_ source: Source, _ index: Int, _ count: Int, isLetters: Bool) -> Bool
  {
    guard index + 1 < source.end, !isLetters || count <= 4 else { return false }
    let (sign, next) = (source.bytes[index], source.bytes[index + 1])
    if isLetters {
      // Letters before digits belong to a number where they are capitals.
      return next.isDigit && (sign == .space || sign == UInt8(ascii: "-"))
        && source.bytes[index - 1].isCapital
        || count != 3 && (sign == UInt8(ascii: ":") || sign == UInt8(ascii: "."))
        || count == 2 && sign == UInt8(ascii: "-")
    }
    return (sign == .space || sign &- 0x28 < 0x13)
      && (folds[Int(next)] != 0 || next == UInt8(ascii: "(") || sign == UInt8(ascii: ")"))
  }

  /// What a look at a word of ASCII letters and digits has found.
  private struct Scan {
    var end: Int
    /// Bytes of the term.
    var count: Int
    var isLetters: Bool
    /// Whether it may have a capital behind the first letter.
    var hasInnerCapital: Bool
    /// The first 16 bytes of the term with zeros behind it, where it has less and they are known.
    var halves: StemCache.Halves?
  }

  /// Reads a word of less than 16 letters and no digit, eight bytes at a time; nil for any other.
  @inline(__always)
  private func shortWord(
    _ source: Source, _ start: Int, into term: UnsafeMutablePointer<UInt8>
  ) -> Scan? {
    guard source.end &- start >= 16 else { return nil }
    let raw = UnsafeRawPointer(source.bytes + start)
    let (first, second) = (ASCIILetters.eight(raw, at: 0), ASCIILetters.eight(raw, at: 8))
    let small = ASCIILetters.small
    let firstEnd = ASCIILetters.others(first | small)
    let secondEnd = ASCIILetters.others(second | small)
    guard firstEnd | secondEnd != 0 else { return nil }
    let isInFirst = firstEnd != 0
    let count = (isInFirst ? firstEnd : secondEnd).trailingZeroBitCount >> 3
    // All bits of the letters, of which there may be none in either half.
    let mask = (1 &<< UInt64(truncatingIfNeeded: count * 8)) &- 1 as UInt64
    let firstMask = isInFirst ? mask : .max
    let secondMask = isInFirst ? 0 : mask
    let end = start &+ count &+ (isInFirst ? 0 : 8)
    if source.bytes[end].isDigit { return nil }
    let halves = ((first | small) & firstMask, (second | small) & secondMask)
    let target = UnsafeMutableRawPointer(term)
    target.storeBytes(of: halves.0.littleEndian, as: UInt64.self)
    target.storeBytes(of: halves.1.littleEndian, toByteOffset: 8, as: UInt64.self)
    let capitals = ~first & small & firstMask & ~0xFF | ~second & small & secondMask
    return Scan(
      end: end, count: end &- start, isLetters: true, hasInnerCapital: capitals != 0, halves: halves
    )
  }

  /// Reads a word byte by byte.
  @inline(__always)
  private func anyWord(
    _ source: Source, _ start: Int, into term: UnsafeMutablePointer<UInt8>
  ) -> Scan {
    let bytes = source.bytes
    var index = start + 1
    var common = folds[Int(bytes[start])]
    var upper: UInt8 = 0
    term[0] = common
    var count = 1
    while index < source.end {
      let byte = bytes[index]
      let fold = folds[Int(byte)]
      if fold &- 0x30 >= 0x50 { break }
      if count < Self.longestTerm {
        term[count] = fold
        count += 1
      }
      common &= fold
      upper |= byte ^ fold
      index += 1
    }
    return Scan(
      end: index, count: count, isLetters: common & 0x40 != 0, hasInnerCapital: upper != 0)
  }
}

/// The text being cut: where it is and where it ends.
struct Source {
  let bytes: UnsafePointer<UInt8>
  let end: Int
}

/// Values of the ASCII fold table that are no part of a word.
enum Fold {
  /// Most of what is no part of a word.
  static let separator: UInt8 = 0
  static let apostrophe: UInt8 = 1
  static let stop: UInt8 = 2
  static let percent: UInt8 = 3
  /// The byte belongs to a character beyond ASCII.
  static let longer: UInt8 = 0xFF
}
