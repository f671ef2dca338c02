import Characters
import NoteModel

/// A text together with the place in a file that each of its bytes comes from.
///
/// A link in a canvas stands inside a JSON string, one in a property inside a quoted scalar: the text is
/// what the quotes and escapes spell, and a change has to be spelled the same way.
struct EncodedText {
  /// How a text is spelled in its file.
  enum Spelling {
    case plain
    case json
    case singleQuoted
    case doubleQuoted
  }

  /// A stretch of the text and where it comes from.
  fileprivate struct Run {
    var text: UInt32
    /// 28 bits of the offset in the file, and how many of its bytes make one of the text: 1 where it was copied, 2 for
    /// escapes of two, 0 where all of the stretch comes from one escape, which begins there.
    private var sourceAndStep: UInt32

    init(text: Int, source: Int, step: Int) {
      self.text = UInt32(truncatingIfNeeded: text)
      sourceAndStep = UInt32(truncatingIfNeeded: source) | UInt32(truncatingIfNeeded: step) << 28
    }

    var source: Int { Int(sourceAndStep & 0xFFF_FFFF) }
    var step: Int { Int(sourceAndStep >> 28) }
  }

  let bytes: [UInt8]
  /// Ascending; a card of a canvas can be as long as a note, so its bytes are not counted one by one.
  private let runs: [Run]
  /// The offset in the file where the text ends.
  private let end: Int
  let spelling: Spelling

  /// The offset in the file of a byte of the text, or of its end.
  func source(_ offset: Int) -> Int {
    if offset == bytes.count { return end }
    var low = 0
    var high = runs.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(runs[middle].text) <= offset { low = middle } else { high = middle }
    }
    let run = runs[low]
    return run.source + run.step * (offset - Int(run.text))
  }

  /// The offsets in the file of a range of the text.
  func source(_ range: Range<Int>) -> Range<Int> {
    source(range.lowerBound)..<source(range.upperBound)
  }

  /// Returns a new piece of the text as it has to stand in the file.
  func spelled(_ text: String) -> [UInt8] {
    switch spelling {
    case .plain: return Array(text.utf8)
    case .singleQuoted: return text.utf8.flatMap { $0 == 0x27 ? [0x27, 0x27] : [$0] }
    case .json, .doubleQuoted:
      var bytes: [UInt8] = []
      for byte in text.utf8 {
        switch byte {
        case 0x22, 0x5C: bytes += [0x5C, byte]
        case 0..<0x20:
          let digits = String(byte, radix: 16)
          bytes += Array("\\u00\(digits.count < 2 ? "0" : "")\(digits)".utf8)
        default: bytes.append(byte)
        }
      }
      return bytes
    }
  }

  /// Returns a stretch of the text.
  func slice(_ range: Range<Int>) -> EncodedText {
    var sliced: [Run] = []
    var index = BinarySearch.firstIndex(below: runs.count) {
      Int(runs[$0].text) <= range.lowerBound
    }
    index = max(0, index - 1)
    while index < runs.count, Int(runs[index].text) < range.upperBound {
      let run = runs[index]
      let cut = max(0, range.lowerBound - Int(run.text))
      sliced.append(
        Run(
          text: Int(run.text) + cut - range.lowerBound, source: run.source + run.step * cut,
          step: run.step))
      index += 1
    }
    return EncodedText(
      bytes: Array(bytes[range]), runs: sliced, end: source(range.upperBound), spelling: spelling)
  }

  // MARK: Making

  private init(bytes: [UInt8], runs: [Run], end: Int, spelling: Spelling) {
    self.bytes = bytes
    self.runs = runs
    self.end = end
    self.spelling = spelling
  }

  /// A stretch of a file that stands for itself.
  init(plain source: [UInt8], _ range: Range<Int>) {
    let run = Run(text: 0, source: range.lowerBound, step: 1)
    self.init(
      bytes: Array(source[range]), runs: range.isEmpty ? [] : [run], end: range.upperBound,
      spelling: .plain)
  }

  /// The content of a YAML scalar between single quotes, which stand outside of `range`.
  init(singleQuoted source: [UInt8], _ range: Range<Int>) {
    var text = EscapeReader(source, range)
    while let byte = text.peek() {
      text.copy(byte, taking: byte == 0x27 && text.peek(1) == 0x27 ? 2 : 1)
    }
    self.init(bytes: text.bytes, runs: text.runs, end: range.upperBound, spelling: .singleQuoted)
  }

  /// The content of a JSON string or of a double-quoted YAML scalar, without its quotes.
  ///
  /// Returns nil for an escape that neither language has, and for a scalar on several lines.
  init?(escaped source: [UInt8], _ range: Range<Int>, as spelling: Spelling) {
    var text = EscapeReader(source, range)
    while let byte = text.peek() {
      if byte == .lineFeed { return nil }
      if byte != 0x5C {
        text.copy(byte, taking: 1)
      } else if !text.readEscape() {
        return nil
      }
    }
    self.init(bytes: text.bytes, runs: text.runs, end: range.upperBound, spelling: spelling)
  }
}

/// Reads escapes, keeping track of where each byte comes from.
private struct EscapeReader {
  private let source: [UInt8]
  private let range: Range<Int>
  private var position: Int
  private(set) var bytes: [UInt8] = []
  private(set) var runs: [EncodedText.Run] = []
  /// How many bytes the last one took, if the next one that takes as many goes on with its stretch.
  private var step = 0

  init(_ source: [UInt8], _ range: Range<Int>) {
    self.source = source
    self.range = range
    position = range.lowerBound
  }

  func peek(_ ahead: Int = 0) -> UInt8? {
    position + ahead < range.upperBound ? source[position + ahead] : nil
  }

  mutating func copy(_ byte: UInt8, taking count: Int) {
    if step != count { begin(step: count) }
    bytes.append(byte)
    position += count
  }

  private mutating func begin(step: Int) {
    self.step = step
    runs.append(EncodedText.Run(text: bytes.count, source: position, step: step))
  }

  private static let simple: [UInt8: UInt8] = [
    0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12,
    UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9, 0x20: 0x20,
  ]

  /// Reads one escape of JSON; YAML's have the same meaning where they have the same letter.
  mutating func readEscape() -> Bool {
    guard let letter = peek(1) else { return false }
    if let byte = Self.simple[letter] {
      copy(byte, taking: 2)
      return true
    }
    guard letter == UInt8(ascii: "u"), var value = hex(position + 2) else { return false }
    var length = 6
    if value & 0xFC00 == 0xD800 {
      if source[min(position + 6, source.count - 1)] == 0x5C, let low = hex(position + 8),
        low & 0xFC00 == 0xDC00
      {
        value = 0x10000 + (value & 0x3FF) << 10 + low & 0x3FF
        length = 12
      }
    }
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    begin(step: 0)
    bytes += String(Character(scalar)).utf8
    position += length
    return true
  }

  private func hex(_ start: Int) -> UInt32? {
    guard start + 4 <= range.upperBound else { return nil }
    return UInt32(String(decoding: source[start..<start + 4], as: UTF8.self), radix: 16)
  }
}
