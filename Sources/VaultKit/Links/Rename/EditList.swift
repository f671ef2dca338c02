// A note can hold a link every five bytes, and a rename can change all of them. So an edit is one number: where it
// begins, how many bytes go and which text comes. Few texts come, each of them often.

/// Changes of one file, in the order of the file once it is sorted.
struct EditList {
  /// 28 bits for the start, 20 for the length, 16 for the text.
  private var numbers: [UInt64] = []
  private var texts: [[UInt8]] = []
  private var ids: [[UInt8]: Int] = [:]
  /// What does not fit into a number, by its start.
  private var large: [Int: (length: Int, text: [UInt8])] = [:]
  private var isSorted = true

  private static let isLarge = (1 << 20) - 1
  /// Most different texts that are stored once each.
  private static let mostTexts = 1 << 16

  var isEmpty: Bool { numbers.isEmpty }
  var count: Int { numbers.count }

  /// Makes room for at most so many edits.
  mutating func reserve(_ count: Int) { numbers.reserveCapacity(count) }

  /// Adds an edit.
  mutating func replace(_ range: Range<Int>, by text: [UInt8]) {
    let start = UInt64(truncatingIfNeeded: range.lowerBound) << 36
    if let last = numbers.last, last > start { isSorted = false }
    guard range.count < Self.isLarge, let id = id(of: text) else {
      large[range.lowerBound] = (range.count, text)
      numbers.append(start | UInt64(Self.isLarge) << 16)
      return
    }
    numbers.append(
      start | UInt64(truncatingIfNeeded: range.count) << 16 | UInt64(truncatingIfNeeded: id))
  }

  private mutating func id(of text: [UInt8]) -> Int? {
    if let last = texts.last, last == text { return texts.count - 1 }
    if let id = ids[text] { return id }
    guard texts.count < Self.mostTexts else { return nil }
    ids[text] = texts.count
    texts.append(text)
    return texts.count - 1
  }

  /// Brings the edits into the order of the file and leaves out what stands in another one.
  ///
  /// - Parameter whole: One that swallows those inside of it.
  mutating func sort(swallowing whole: Range<Int>? = nil) {
    if !isSorted { numbers.sort() }
    isSorted = true
    var kept = 0
    var end = 0
    for index in numbers.indices {
      let (range, _) = edit(at: index)
      // A link inside the text of another one may be met twice.
      if range.lowerBound < end { continue }
      if let whole, range != whole, range.overlaps(whole) { continue }
      end = range.upperBound
      numbers[kept] = numbers[index]
      kept += 1
    }
    numbers.removeLast(numbers.count - kept)
  }

  /// Calls `body` with each edit.
  func forEachEdit(_ body: (Range<Int>, [UInt8]) throws -> Void) rethrows {
    for index in numbers.indices {
      let (range, text) = edit(at: index)
      try body(range, text)
    }
  }

  private func edit(at index: Int) -> (Range<Int>, [UInt8]) {
    let number = numbers[index]
    let start = Int(number >> 36)
    let length = Int(number >> 16) & Self.isLarge
    if length == Self.isLarge, let (length, text) = large[start] {
      return (start..<start + length, text)
    }
    return (start..<start + length, texts[Int(number & 0xFFFF)])
  }

  /// Returns how long a content of so many bytes becomes.
  func newCount(of count: Int) -> Int {
    var count = count
    forEachEdit { count += $1.count - $0.count }
    return count
  }

  /// Returns the content with all edits in it; every other byte stays as it is.
  func applied(to bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(newCount(of: bytes.count))
    var cursor = 0
    forEachEdit { range, text in
      result += bytes[cursor..<range.lowerBound]
      result += text
      cursor = range.upperBound
    }
    result += bytes[cursor...]
    return result
  }
}
