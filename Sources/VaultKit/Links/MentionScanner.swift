import Characters
import NoteModel
@_spi(_Unicode) import Swift

/// Finds names in text: whole words, letter case and Unicode form aside.
///
/// A script that puts no blanks between words has no whole words: there a name is found anywhere.
struct MentionScanner {
  /// The names in small letters, composed and decomposed, longest first.
  private let names: [[Unicode.Scalar]]
  /// Whether a name can begin with a byte: 0 for no, 1 for anywhere, 2 at the start of a word.
  private var starts = [UInt8](repeating: 0, count: 256)

  init(_ names: [String]) {
    var forms: Set<[Unicode.Scalar]> = []
    for name in names {
      let small = name.lowercased()
      for form in [Array(small._nfc), Array(small._nfd)] where !form.isEmpty {
        forms.insert(form)
        for start in [String(form[0]), form[0].properties.uppercaseMapping] {
          guard let byte = start.utf8.first else { continue }
          starts[Int(byte)] = Self.isASCIIWord(byte) ? 2 : 1
        }
      }
    }
    self.names = forms.sorted {
      $0.count == $1.count
        ? $0.lexicographicallyPrecedes($1) : $0.count > $1.count
    }
  }

  /// Whether a name stands anywhere.
  func isNamed(in bytes: UnsafeRawBufferPointer) -> Bool {
    var isNamed = false
    forEachMention(in: bytes, from: 0) { _ in
      isNamed = true
      return false
    }
    return isNamed
  }

  /// Calls `body` with where names stand, without overlap, until it returns false.
  func forEachMention(
    in bytes: UnsafeRawBufferPointer, from start: Int, _ body: (Range<Int>) throws -> Bool
  ) rethrows {
    guard let base = bytes.assumingMemoryBound(to: UInt8.self).baseAddress else { return }
    try starts.withUnsafeBufferPointer { starts in
      var index = start
      // Most bytes are in the middle of a word, where no word begins.
      var isInWord = false
      while index < bytes.count {
        let byte = base[index]
        let kind = starts[Int(byte)]
        if kind == 1 || kind == 2 && !isInWord, let end = match(bytes, index) {
          if try !body(index..<end) { return }
          index = end
          isInWord = Self.isASCIIWord(base[end - 1])
          continue
        }
        isInWord = Self.isASCIIWord(byte)
        index += 1
      }
    }
  }

  private static func isASCIIWord(_ byte: UInt8) -> Bool {
    byte.isLetterOrDigit || byte == 0x5F
  }

  /// Returns the end of the longest name that stands at `start` as a whole word.
  private func match(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Int? {
    for name in names {
      guard let end = Self.end(of: name, bytes, start), Self.isWhole(name, bytes, start, end)
      else { continue }
      return end
    }
    return nil
  }

  private static func end(
    of name: [Unicode.Scalar], _ bytes: UnsafeRawBufferPointer, _ start: Int
  ) -> Int? {
    var index = start
    var count = 0
    while count < name.count {
      guard index < bytes.count else { return nil }
      let byte = bytes[index]
      if byte.isASCII {
        let small = ASCIICase.small(byte)
        guard name[count].value == UInt32(small) else { return nil }
        count += 1
        index += 1
        continue
      }
      guard let (scalar, next) = TextBytes.scalar(at: index, of: bytes) else { return nil }
      // A letter may have several small ones: İ.
      for small in scalar.properties.lowercaseMapping.unicodeScalars {
        guard count < name.count, name[count] == small else { return nil }
        count += 1
      }
      index = next
    }
    return index
  }

  private static func isWhole(
    _ name: [Unicode.Scalar], _ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: Int
  ) -> Bool {
    if name[0].isOfSpacedWord, let before = TextBytes.scalar(before: start, of: bytes),
      before.isOfSpacedWord
    {
      return false
    }
    if let last = name.last, last.isOfSpacedWord,
      let (after, _) = TextBytes.scalar(at: end, of: bytes), after.isOfSpacedWord
    {
      return false
    }
    return true
  }
}
