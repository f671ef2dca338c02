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

  /// Returns where names stand, without overlap.
  func mentions(in bytes: UnsafeRawBufferPointer, from start: Int) -> [Range<Int>] {
    var found: [Range<Int>] = []
    forEachMention(in: bytes, from: start) { range in
      found.append(range)
      return true
    }
    return found
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
      if byte < 0x80 {
        let small = ASCIICase.small(byte)
        guard name[count].value == UInt32(small) else { return nil }
        count += 1
        index += 1
        continue
      }
      guard let (scalar, next) = decode(bytes, index) else { return nil }
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
    if isSpaced(name[0]), let before = scalar(before: start, bytes), isSpaced(before) {
      return false
    }
    if let last = name.last, isSpaced(last), let (after, _) = decode(bytes, end), isSpaced(after) {
      return false
    }
    return true
  }

  /// Whether a scalar belongs to words that blanks part.
  private static func isSpaced(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: return true
    case ..<0x80: return false
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x2E80...0xA4CF, 0xAC00...0xD7AF,
      0xF900...0xFAFF, 0xFF66...0xFF9F, 0x20000...0x3FFFF:
      return false
    default:
      return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
  }

  private static func decode(
    _ bytes: UnsafeRawBufferPointer, _ start: Int
  ) -> (Unicode.Scalar, next: Int)? {
    guard start < bytes.count else { return nil }
    let first = bytes[start]
    if first < 0x80 { return (Unicode.Scalar(first), start + 1) }
    let count = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, start + count <= bytes.count else { return nil }
    var value = UInt32(first) & (0xFF >> UInt32(count + 1))
    for index in start + 1..<start + count {
      guard bytes[index] & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(bytes[index] & 0x3F)
    }
    return Unicode.Scalar(value).map { ($0, start + count) }
  }

  private static func scalar(
    before end: Int, _ bytes: UnsafeRawBufferPointer
  ) -> Unicode.Scalar? {
    var start = end - 1
    while start > 0, start > end - 4, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return start < 0 ? nil : decode(bytes, start)?.0
  }
}
