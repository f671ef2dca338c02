// Reads the properties of a note as the lines that can answer a question.

import Characters
import NoteModel
import NoteRanking

extension FrontMatterText {
  /// Longest front matter in bytes whose properties are shown, and most of these.
  private static let longest = 1 << 15
  private static let most = 256
  /// Longest property in bytes; of a longer one the beginning is shown.
  private static let longestEntry = 700

  /// Reads the properties of a note from its file; nil where it has none.
  init?(_ note: borrowing Note, _ file: UnsafeRawBufferPointer) {
    guard let range = note.frontMatter, range.end <= file.count,
      range.end - range.start <= Self.longest
    else { return nil }
    // The lines between the rules.
    var start = range.start
    while start < range.end, file[start] != .lineFeed { start += 1 }
    start += 1
    var end = range.end
    while end > start, file[end - 1].isBlankOrControl { end -= 1 }
    while end > start, file[end - 1] != .lineFeed { end -= 1 }
    while end > start, file[end - 1].isBlankOrControl { end -= 1 }
    guard end > start else { return nil }
    var entries: [Entry] = []
    for property in note.properties where property.origin == .frontMatter {
      guard entries.count < Self.most else { break }
      guard !PropertyNames.isField(property.key), property.range.start >= start,
        property.range.end <= end
      else { continue }
      var last = min(property.range.end, property.range.start + Self.longestEntry)
      while last > property.range.start, file[last - 1].isBlankOrControl { last -= 1 }
      while last < property.range.end, file[last].isContinuation { last += 1 }
      var entry = Entry(
        key: property.key, start: property.range.start - start, end: last - start,
        isState: property.value.isState)
      entry.isLinks = property.value.isLinks
      entry.isNumber = property.value.isNumber
      if case .list = property.value {
        entry.elements = Self.elements(
          in: file, from: property.range.start + property.key.utf8.count, to: last
        ).map { $0.lowerBound - start..<$0.upperBound - start }
      }
      entries.append(entry)
    }
    guard !entries.isEmpty else { return nil }
    let firstLine = note.lines.position(at: start).line
    self.init(
      // Bytes that are not UTF-8 are shown as U+FFFD, as in the text.
      bytes: Array(file[start..<end]), firstLine: firstLine,
      endLine: note.lines.position(at: end - 1).line, entries: entries)
  }
}

extension FrontMatterText {
  /// Where the elements of a list stand: each on a line after its hyphen, or between the commas of `[one, "two, three"]`.
  private static func elements(
    in file: UnsafeRawBufferPointer, from start: Int, to end: Int
  ) -> [Range<Int>] {
    var elements: [Range<Int>] = []
    var (first, index) = (start, start)
    var (depth, quote): (Int, UInt8?) = (0, nil)
    while index < end {
      let byte = file[index]
      switch byte {
      case _ where byte == quote: quote = nil
      case _ where quote != nil: break
      case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ",") where depth == 1, .lineFeed:
        elements.append(first..<index)
        first = index + 1
        if byte == .lineFeed { quote = nil }
      default: break
      }
      index += 1
    }
    elements.append(first..<end)
    return elements
  }
}

extension PropertyValue {
  /// Whether it is a number or a text without letters, as a date is, or a list of these.
  fileprivate var isNumber: Bool {
    switch self {
    case .number: true
    case .text(let text):
      // The `T` and `Z` of a time are letters too.
      text.utf8.contains { $0.isDigit }
        && text.utf8.allSatisfy {
          !$0.isLetter || $0 == UInt8(ascii: "T") || $0 == UInt8(ascii: "Z")
        }
    case .list(let values): !values.isEmpty && values.allSatisfy(\.isNumber)
    case .null, .boolean, .map: false
    }
  }

  /// Links to notes in a list that only lead on; one or two say something of the note.
  private static var leastLinks: Int { 3 }

  /// Whether it is a list of links to notes.
  fileprivate var isLinks: Bool {
    guard case .list(let values) = self, values.count >= Self.leastLinks else { return false }
    return values.allSatisfy { value in
      if case .text(let text) = value {
        text.hasPrefix("[[") && text.hasSuffix("]]")
      } else {
        false
      }
    }
  }

  /// Whether it says nothing, yes or no.
  fileprivate var isState: Bool {
    switch self {
    case .null, .boolean: true
    case .list(let values): values.allSatisfy(\.isState)
    case .map(let entries): entries.isEmpty
    case .number, .text: false
    }
  }
}
