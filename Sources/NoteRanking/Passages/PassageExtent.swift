import Characters
import NoteModel

/// How far the piece that answers is shown: with what it leads in, what belongs to it, what names its columns.
///
/// A line that ends with a colon or asks something is no answer without the one beside it; an item has its children, a
/// line of code its comment, a term its definition.
struct PassageExtent {
  /// Bytes of a text that are shown around the piece that answers.
  private static let mostBytes = 700
  /// Lines of what is shown; several blank ones count as one.
  private static let mostLines = 10
  /// A paragraph up to this size is shown whole, and of a longer one sentences up to the other.
  private static let longestParagraph = 420
  private static let longestSentences = 320
  /// A section up to this size is shown whole where it is the answer as such.
  private static let mostBytesOfStart = 900
  /// The same in lines.
  private static let mostLinesOfStart = 14

  private let bytes: UnsafeBufferPointer<UInt8>
  private let cut: PassageUnits
  private let units: [PassageUnits.Unit]

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ cut: PassageUnits) {
    self.bytes = bytes
    self.cut = cut
    units = cut.units
  }

  /// The units to show for the one at `index`, which is among them.
  func around(_ index: Int) -> Range<Int> {
    switch units[index].kind {
    case .table: return units[index].isTableHead ? rows(from: index) : index..<index + 1
    case .callout: return led(from: index)
    case .list: return item(index)
    case let kind where kind.isOfLines: return code(around: index)
    default: return prose(index)
    }
  }

  /// Whether further units are shown with a unit, so that it need not answer alone.
  func leadsOn(_ index: Int) -> Bool {
    let end = around(index).upperBound
    return end > index + 1
  }

  /// The units that a text begins with: all of a short one.
  func start(from index: Int) -> Range<Int> {
    var last = units.count - 1
    while last > index, cut.worth(of: last) <= .contents { last -= 1 }
    if units[last].end - units[index].start <= Self.mostBytesOfStart,
      lines(units[index].start, units[last].end) <= Self.mostLinesOfStart
    {
      return index..<last + 1
    }
    var end = around(index).upperBound
    // Further pieces as long as they are few words: the first lines together say what it is.
    while end < units.count, fits(index, end),
      units[end].end - units[index].start <= Self.longestParagraph
    {
      end += 1
    }
    return index..<end
  }

  /// The first row of the table that a row belongs to; nil where it is that one.
  func head(of index: Int) -> PassageUnits.Unit? {
    guard units[index].kind == .table, !units[index].isTableHead else { return nil }
    var head = index
    while head > 0, units[head - 1].kind == .table, units[head].leaf == units[head - 1].leaf + 1 {
      head -= 1
      if units[head].isTableHead { return units[head] }
    }
    return nil
  }

  // MARK: Kinds

  private func rows(from index: Int) -> Range<Int> {
    var end = index + 1
    while end < units.count, units[end].kind == .table, !units[end].isTableHead, fits(index, end) {
      end += 1
    }
    return index..<end
  }

  /// The lines of code without a blank one between them, around one; all of a short block.
  private func code(around index: Int) -> Range<Int> {
    var (first, end) = (index, index + 1)
    while first > 0, units[first - 1].leaf == units[index].leaf { first -= 1 }
    while end < units.count, units[end].leaf == units[index].leaf { end += 1 }
    if fits(first, end - 1) { return first..<end }
    (first, end) = (index, index + 1)
    while first > 0, units[first - 1].leaf == units[index].leaf, index - first < 3,
      isNext(first - 1, first)
    {
      first -= 1
    }
    while end < units.count, units[end].leaf == units[index].leaf, end - index < 5,
      isNext(end - 1, end), fits(first, end)
    {
      end += 1
    }
    return first..<end
  }

  /// A list item with what is indented below it.
  private func item(_ index: Int) -> Range<Int> {
    let own = indentation(units[index])
    var end = index + 1
    // The further sentences of a long item.
    while end < units.count, units[end].leaf == units[index].leaf, !units[end].beginsEntry,
      units[end].end - units[index].start <= Self.longestParagraph
    {
      end += 1
    }
    while end < units.count, fits(index, end), indentation(units[end]) > own { end += 1 }
    if end == index + 1, asksOrLeads(units[index]) { return led(from: index) }
    return index..<end
  }

  private func prose(_ index: Int) -> Range<Int> {
    let unit = units[index]
    var (first, end) = (index, index + 1)
    if !unit.beginsEntry
      || end < units.count && units[end].leaf == unit.leaf && !units[end].beginsEntry
    {
      // A sentence of a paragraph: all of it, or as much as is soon read.
      while first > 0, units[first - 1].leaf == unit.leaf, !units[first].beginsEntry { first -= 1 }
      while end < units.count, units[end].leaf == unit.leaf, !units[end].beginsEntry { end += 1 }
      if units[end - 1].end - units[first].start > Self.longestParagraph {
        first = index
        end = index + 1
        while end < units.count, units[end].leaf == unit.leaf, !units[end].beginsEntry,
          units[end].end - unit.start <= Self.longestSentences
        {
          end += 1
        }
        return first..<end
      }
      return withCode(first..<end)
    }
    // A term and its definition.
    if end < units.count, isDefinition(units[end]), fits(first, end) {
      while end < units.count, isDefinition(units[end]), fits(first, end) { end += 1 }
    } else if isDefinition(unit), first > 0 {
      while first > 0, isDefinition(units[first]) { first -= 1 }
    } else if asksOrLeads(unit) {
      return led(from: index)
    }
    return withCode(first..<end)
  }

  /// A paragraph with the code after it, which it mostly is about.
  private func withCode(_ range: Range<Int>) -> Range<Int> {
    let end = range.upperBound
    guard end < units.count, units[end].kind.keepsBlanks, fits(range.lowerBound, end) else {
      return range
    }
    let code = led(from: end - 1)
    return fits(range.lowerBound, code.upperBound - 1) ? range.lowerBound..<code.upperBound : range
  }

  /// A unit with what it leads in: the list, table or code after it, or the next piece.
  private func led(from index: Int) -> Range<Int> {
    var end = index + 1
    guard end < units.count, fits(index, end) else { return index..<end }
    let next = units[end]
    end += 1
    switch next.kind {
    case .list, .table:
      while end < units.count, units[end].kind == next.kind, fits(index, end) { end += 1 }
    default:
      while end < units.count, units[end].leaf == next.leaf, fits(index, end) { end += 1 }
    }
    return index..<end
  }

  // MARK: Looks

  /// Whether the units up to `last` together are no more than is shown.
  private func fits(_ first: Int, _ last: Int) -> Bool {
    units[last].end - units[first].start <= Self.mostBytes
      && lines(units[first].start, units[last].end) <= Self.mostLines
  }

  private func lines(_ start: Int, _ end: Int) -> Int {
    var count = 1
    var isBlank = false
    for index in start..<end where bytes[index] == .lineFeed {
      // Several blank lines are shown as one.
      let isNextBlank = index + 1 < end && bytes[index + 1] == .lineFeed
      if !(isBlank && isNextBlank) { count += 1 }
      isBlank = isNextBlank
    }
    return count
  }

  /// Whether a unit stands on the line below another one.
  private func isNext(_ first: Int, _ second: Int) -> Bool {
    var breaks = 0
    for index in units[first].end..<units[second].start where bytes[index] == .lineFeed {
      breaks += 1
    }
    return breaks <= 1
  }

  private func indentation(_ unit: PassageUnits.Unit) -> Int {
    var start = unit.start
    while start > 0, bytes[start - 1] != .lineFeed { start -= 1 }
    var columns = 0
    var index = start
    while index < unit.end, bytes[index].isBlank {
      columns += bytes[index] == UInt8(ascii: "\t") ? 4 : 1
      index += 1
    }
    return columns
  }

  /// Whether a unit ends with a colon or a question mark.
  private func asksOrLeads(_ unit: PassageUnits.Unit) -> Bool {
    let last = bytes[unit.end - 1]
    if last == UInt8(ascii: ":") || last == UInt8(ascii: "?") { return true }
    guard unit.end - unit.start >= 3 else { return false }
    return bytes[unit.end - 3] == 0xEF && bytes[unit.end - 2] == 0xBC
      && (last == 0x9A || last == 0x9F)
  }

  /// Whether a unit is the text of a definition list: `: text`.
  private func isDefinition(_ unit: PassageUnits.Unit) -> Bool {
    unit.kind == .paragraph && unit.end - unit.start > 2 && bytes[unit.start] == UInt8(ascii: ":")
      && bytes[unit.start + 1].isBlankOrControl
  }
}
