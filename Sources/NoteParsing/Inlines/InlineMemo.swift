import Characters

/// Searches whose answers are kept, so that openers without a closer cost one search and not one each.
struct InlineMemo {
  /// Where the last search for a thing ended: an offset, or `Int.max` where nothing was found.
  private struct Found {
    var from = 0
    var to = -1

    /// Whether a search from `start` would end as the last one did.
    func covers(_ start: Int) -> Bool { from <= start && start <= to }
  }

  /// Keys of fields are not looked for before this offset, bracketed values not up to the other one.
  var fieldFloor = 0
  var fieldEnd = 0

  private var wikiClose = Found()
  private var comment = Found()
  private var math = Found()
  private var fence = Found()
  private var htmlEnds = (Found(), Found(), Found(), Found())
  /// Where code spans may close: the last run seen of each length, once the text has been read for them.
  private var backticks: [Int32] = []
  private var hasReadBackticks = false
  /// The last closing tag of each name, once the text has been read for them.
  private var closingTags: [(name: HTMLName, place: Int)] = []
  private var hasReadTags = false

  mutating func reset(from start: Int) {
    fieldFloor = start
    fieldEnd = start
    wikiClose = Found()
    comment = Found()
    math = Found()
    fence = Found()
    htmlEnds = (Found(), Found(), Found(), Found())
    if hasReadBackticks { backticks.removeAll(keepingCapacity: backticks.count < 1_024) }
    hasReadBackticks = false
    if hasReadTags { closingTags.removeAll(keepingCapacity: true) }
    hasReadTags = false
  }

  /// Whether a tag of a name is closed from `start` on, in a text that is read once for all of them.
  mutating func isClosed(
    _ name: HTMLName, _ bytes: UnsafePointer<UInt8>, _ start: Int, _ text: Range<Int>
  ) -> Bool {
    if !hasReadTags { readTags(bytes, text) }
    return closingTags.contains { $0.name == name && $0.place >= start }
  }

  private mutating func readTags(_ bytes: UnsafePointer<UInt8>, _ text: Range<Int>) {
    hasReadTags = true
    var index = text.lowerBound
    while index + 2 < text.upperBound {
      defer { index += 1 }
      guard bytes[index] == UInt8(ascii: "<"), bytes[index + 1] == UInt8(ascii: "/") else {
        continue
      }
      let name = InlineHTML.name(bytes, index, text.upperBound)
      // There are not many known ones, so the list stays short.
      guard name.isKnown else { continue }
      if let known = closingTags.firstIndex(where: { $0.name == name }) {
        closingTags[known].place = index
      } else {
        closingTags.append((name, index))
      }
    }
  }

  /// Returns the next two equal bytes in a row on the line.
  mutating func pair(
    _ byte: UInt8, _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int? {
    if byte == UInt8(ascii: "]") { return Self.pair(byte, bytes, start, end, &wikiClose) }
    return Self.pair(byte, bytes, start, end, &comment)
  }

  /// `found.to` is the pair, or the end of the line when `found.from` is negated by a miss.
  private static func pair(
    _ byte: UInt8, _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ found: inout Found
  ) -> Int? {
    var index = start
    if found.covers(start) { index = found.to } else { found.from = start }
    while index + 1 < end, bytes[index] != .lineFeed {
      if bytes[index] == byte, bytes[index + 1] == byte {
        found.to = index
        return index
      }
      index += 1
    }
    found.to = max(index, start)
    return nil
  }

  /// Returns the next `$$` in the text.
  mutating func mathFence(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
    var index = start
    if fence.covers(start) { index = fence.to } else { fence.from = start }
    while index + 1 < end {
      if bytes[index] == UInt8(ascii: "$"), bytes[index + 1] == UInt8(ascii: "$") {
        fence.to = index
        return index
      }
      index += 1
    }
    fence.to = max(index, start)
    return nil
  }

  /// Returns the next `$` on the line that can close a formula which has at least one byte.
  mutating func mathEnd(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
    var index = start + 1
    if math.covers(index) { index = math.to } else { math.from = index }
    while index < end, bytes[index] != .lineFeed {
      if bytes[index] == UInt8(ascii: "$"), !bytes[index - 1].isBlank,
        bytes[index - 1] != UInt8(ascii: "\\"), index + 1 >= end || !bytes[index + 1].isDigit
      {
        math.to = index
        return index
      }
      index += 1
    }
    math.to = max(index, start + 1)
    return nil
  }

  /// Returns the offset after the next `text`, which ends what HTML construct `kind` opened.
  mutating func htmlEnd(
    _ kind: Int, _ text: StaticString, _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int? {
    switch kind {
    case 0: return Self.end(of: text, bytes, start, end, &htmlEnds.0)
    case 1: return Self.end(of: text, bytes, start, end, &htmlEnds.1)
    case 2: return Self.end(of: text, bytes, start, end, &htmlEnds.2)
    default: return Self.end(of: text, bytes, start, end, &htmlEnds.3)
    }
  }

  private static func end(
    of text: StaticString, _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int,
    _ found: inout Found
  ) -> Int? {
    let length = text.utf8CodeUnitCount
    var index = start
    if found.covers(start) { index = found.to } else { found.from = start }
    while index + length <= end {
      var matched = 0
      while matched < length, bytes[index + matched] == text.utf8Start[matched] { matched += 1 }
      if matched == length {
        found.to = index
        return index + length
      }
      index += 1
    }
    found.to = max(index, start)
    return nil
  }

  /// Returns the start of the next run of exactly `length` backticks after `start`.
  mutating func backtickRun(
    _ length: Int, _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int? {
    if hasReadBackticks {
      guard length < backticks.count, Int(backticks[length]) >= start else { return nil }
    }
    var index = start
    while index < end {
      guard bytes[index] == UInt8(ascii: "`") else {
        index += 1
        continue
      }
      let run = index
      while index < end, bytes[index] == UInt8(ascii: "`") { index += 1 }
      if index - run == length { return run }
      note(run, length: index - run)
    }
    hasReadBackticks = true
    return nil
  }

  private mutating func note(_ run: Int, length: Int) {
    guard length < 4_096 else { return }
    while backticks.count <= length { backticks.append(-1) }
    backticks[length] = max(backticks[length], Int32(truncatingIfNeeded: run))
  }
}
