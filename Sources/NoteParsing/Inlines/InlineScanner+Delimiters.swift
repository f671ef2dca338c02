import Characters
import NoteModel

/// A run of marks that may open or close emphasis.
struct Delimiter {
  var start: Int32
  /// Marks not yet used.
  var left: Int32
  /// Index of the last run before it that may still open; -1 for none.
  var previous: Int32 = -1
  /// How many marks there were; below it which ones and what they may do.
  private var lengthAndKind: UInt32

  init(start: Int32, length: Int32, byte: UInt8, opens: Bool, closes: Bool) {
    self.start = start
    left = length
    let kind: UInt32 =
      switch byte {
      case UInt8(ascii: "*"): 0
      case UInt8(ascii: "_"): 1
      case UInt8(ascii: "="): 2
      default: 3
      }
    lengthAndKind =
      UInt32(bitPattern: length) << 4 | kind << 2 | (opens ? 2 : 0) | (closes ? 1 : 0)
  }

  var length: Int32 { Int32(bitPattern: lengthAndKind >> 4) }
  var end: Int { Int(start + length) }
  /// 0 to 3 for `*`, `_`, `=` and `~`.
  var kind: UInt32 { lengthAndKind >> 2 & 3 }
  /// Whether it takes two marks to make a pair, however many there are.
  var isPair: Bool { kind >= 2 }
  /// What a pair makes of the text in it, by how many marks of a run it takes.
  func style(_ used: Int32) -> LineShape.Style {
    kind == 2 ? .highlight : kind == 3 ? .strike : used == 2 ? .strong : .emphasis
  }
  var opens: Bool { lengthAndKind & 2 != 0 }
  var closes: Bool { lengthAndKind & 1 != 0 }
}

// Emphasis, highlights and strikethrough: which marks are markup, by CommonMark's rules.
extension InlineScanner {
  mutating func readDelimiters(_ byte: UInt8) {
    let start = position
    while self.byte(at: position) == byte { position += 1 }
    let length = position - start
    let isPair = byte == UInt8(ascii: "=") || byte == UInt8(ascii: "~")
    if isPair, length != 2 { return }
    let before = CharacterClass(before: start, from: textStart, in: bytes)
    let after = CharacterClass(at: position, to: textEnd, in: bytes)
    let left = after != .space && (after != .punctuation || before != .other)
    let right = before != .space && (before != .punctuation || after != .other)
    var opens = left
    var closes = right
    if byte == UInt8(ascii: "_") {
      opens = left && (!right || before == .punctuation)
      closes = right && (!left || after == .punctuation)
    }
    guard opens || closes else { return }
    if delimiters.count == delimiters.capacity { delimiters.makeRoom(after: part) }
    delimiters.append(
      Delimiter(
        start: Int32(truncatingIfNeeded: start), length: Int32(truncatingIfNeeded: length),
        byte: byte, opens: opens, closes: closes))
  }

  /// Pairs the runs from `base` on, drops the marks that are markup and forgets the runs.
  mutating func pairDelimiters(from base: Int) {
    guard delimiters.count > base else { return }
    if delimiters.count > base + 1 {
      openersFloor.removeAll(keepingCapacity: true)
      openersFloor.append(
        contentsOf: repeatElement(Int32(truncatingIfNeeded: base) - 1, count: 14))
      var last = Int32(-1)
      for index in base..<delimiters.count {
        delimiters[index].previous = last
        if delimiters[index].closes { close(index) }
        let run = delimiters[index]
        last = run.opens && run.left > 0 ? Int32(truncatingIfNeeded: index) : run.previous
      }
      makeRoomForEvents(from: base)
      for run in delimiters[base...] where run.left < run.length {
        drop(Int(run.start), Int(run.start + run.length - run.left))
      }
    }
    // What is left to do with a text this long wants the memory more.
    if base == 0, delimiters.count > 1 << 16 { delimiters = [] }
    delimiters.removeSubrange(base...)
  }

  /// Lets many events grow in one step, without a second copy of them for a moment.
  private mutating func makeRoomForEvents(from base: Int) {
    guard delimiters.count - base > 4_096, delimiters.count - base > events.count else { return }
    let used = delimiters[base...].count { $0.left < $0.length }
    events.reserveCapacity(events.count + used)
  }

  /// Returns the index of the first run that begins after an offset.
  func firstDelimiter(after start: Int32) -> Int {
    var low = 0
    var high = delimiters.count
    while low < high {
      let middle = (low + high) / 2
      if delimiters[middle].start < start { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Uses up the marks of a closing run together with those of the runs that open before it.
  private mutating func close(_ index: Int) {
    while delimiters[index].left > 0 {
      let closer = delimiters[index]
      let key = floorKey(closer)
      var opener = Int(closer.previous)
      while opener > Int(openersFloor[key]), !pairs(delimiters[opener], closer) {
        opener = Int(delimiters[opener].previous)
      }
      guard opener > Int(openersFloor[key]) else {
        openersFloor[key] = max(openersFloor[key], closer.previous)
        return
      }
      let used: Int32 = delimiters[opener].left >= 2 && closer.left >= 2 ? 2 : 1
      if keepsStyles { style(closer.style(used), delimiters[opener].end, Int(closer.start)) }
      delimiters[opener].left -= used
      delimiters[index].left -= used
      delimiters[index].previous =
        delimiters[opener].left > 0
        ? Int32(truncatingIfNeeded: opener) : delimiters[opener].previous
    }
  }

  private func pairs(_ opener: Delimiter, _ closer: Delimiter) -> Bool {
    guard opener.kind == closer.kind else { return false }
    if closer.isPair { return true }
    // The rule of three: runs that could go both ways do not pair when their lengths add up to one.
    guard opener.closes || closer.opens else { return true }
    return (opener.length + closer.length) % 3 != 0
      || (opener.length % 3 == 0 && closer.length % 3 == 0)
  }

  /// Closers of one key would search the same openers in vain.
  private func floorKey(_ closer: Delimiter) -> Int {
    if closer.isPair { return 10 + Int(closer.kind) }
    return 6 * Int(closer.kind) + Int(closer.length % 3) + (closer.opens ? 3 : 0)
  }
}

/// What stands beside a run of marks, as far as emphasis cares.
enum CharacterClass: Equatable {
  case space
  case punctuation
  case other

  /// The character that ends before `index`; the start of the text counts as white space.
  init(before index: Int, from start: Int, in bytes: UnsafePointer<UInt8>) {
    guard index > start else {
      self = .space
      return
    }
    var first = index - 1
    if bytes[first].isASCII {
      self.init(ascii: bytes[first])
      return
    }
    while first > start, index - first < 4, bytes[first].isContinuation { first -= 1 }
    self.init(decodeScalar(bytes, first, index).scalar)
  }

  /// The character that begins at `index`; the end of the text counts as white space.
  init(at index: Int, to end: Int, in bytes: UnsafePointer<UInt8>) {
    guard index < end else {
      self = .space
      return
    }
    if bytes[index].isASCII {
      self.init(ascii: bytes[index])
    } else {
      self.init(decodeScalar(bytes, index, end).scalar)
    }
  }

  private init(ascii byte: UInt8) {
    self = byte.isSpace ? .space : byte.isPunctuation ? .punctuation : .other
  }

  private init(_ scalar: Unicode.Scalar) {
    switch scalar.properties.generalCategory {
    case .spaceSeparator: self = .space
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol,
      .modifierSymbol, .otherSymbol:
      self = .punctuation
    default: self = .other
    }
  }
}

/// Decodes the UTF-8 sequence at `index`; bytes that are none read as U+FFFD, one at a time.
func decodeScalar(
  _ bytes: UnsafePointer<UInt8>, _ index: Int, _ end: Int
) -> (scalar: Unicode.Scalar, length: Int) {
  let first = bytes[index]
  if first.isASCII { return (Unicode.Scalar(first), 1) }
  let length = scalarLength(first)
  guard length > 1, index + length <= end else { return ("\u{FFFD}", 1) }
  var value = UInt32(first) & (0x7F >> UInt32(length))
  for offset in 1..<length {
    let byte = bytes[index + offset]
    guard byte.isContinuation else { return ("\u{FFFD}", 1) }
    value = value << 6 | UInt32(byte & 0x3F)
  }
  let smallest: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
  guard value >= smallest, let scalar = Unicode.Scalar(value) else { return ("\u{FFFD}", 1) }
  return (scalar, length)
}
