// A note with thousands of headings may be linked to, or embedded piece by piece, by thousands of links. So
// what a fragment can name is gathered once, and each fragment is followed once.

package import NoteModel

/// What the fragments of links name in one note: `#Heading#Below`, `#^id` or `#[^id]`.
///
/// Nothing that is missing makes a link unresolved.
package final class NoteFragments {
  private let note: Note
  private lazy var chains = HeadingChains(note)
  private lazy var blocks = FragmentIDs(count: note.blockIDs.count) { note.blockIDs[$0].id }
  private lazy var footnotes = FragmentIDs(count: note.footnotes.count) { note.footnotes[$0].id }
  /// Most fragments whose ranges are kept.
  private static let mostKnown = 4096
  private var known: [Substring: Range<Int>?] = [:]

  /// Takes a note that was read for its fragments.
  package init(_ note: Note) {
    self.note = note
  }

  /// Whether a fragment that is not empty names something.
  package func holds(_ fragment: Substring) -> Bool { range(of: fragment) != nil }

  /// Returns the bytes that a fragment names: a heading with everything below it, a block, a list item
  /// with its children, or a footnote; nil for nothing.
  package func range(of fragment: Substring) -> Range<Int>? {
    if let found = known[fragment] { return found }
    let found = find(fragment)
    if known.count >= Self.mostKnown { known.removeAll(keepingCapacity: true) }
    known[fragment] = .some(found)
    return found
  }

  /// Returns what a fragment names, with its lines; nil for nothing. Of a list item that is the item alone.
  package func target(of fragment: Substring) -> SubpathTarget? {
    guard let named = name(fragment) else { return nil }
    let range = range(of: named)
    let line = note.lines.line(at: range.start)
    switch named {
    case .heading:
      let last = note.sections.indices.last { note.sections.range(at: $0).start < range.end }
      return SubpathTarget(
        kind: .heading, range: range, line: line,
        endLine: max(line, last.map { note.sections.endLine(at: $0) } ?? line))
    case .block, .footnote:
      return SubpathTarget(
        kind: named.kind, range: range, line: line,
        endLine: note.lines.line(at: max(range.start, range.end - 1)))
    }
  }

  private func find(_ fragment: Substring) -> Range<Int>? {
    guard let named = name(fragment) else { return nil }
    let range = range(of: named)
    guard case .block = named else { return range.start..<range.end }
    return range.start..<max(range.end, endOfItems(in: range))
  }

  /// What a fragment names, by its place among all of its kind.
  private enum Named {
    case heading(Int)
    case block(Int)
    case footnote(Int)

    var kind: SubpathTarget.Kind {
      switch self {
      case .heading: .heading
      case .block: .block
      case .footnote: .footnote
      }
    }
  }

  private func range(of named: Named) -> SourceRange {
    switch named {
    case .block(let place): return note.blockIDs.range(at: place)
    case .footnote(let place): return note.footnotes.range(at: place)
    case .heading(let place):
      let next = chains.endOfSection(place)
      let range = chains.headings[place].range
      let end =
        next < chains.headings.count
        ? chains.headings[next].range.start : max(note.bodyRange.end, range.end)
      return SourceRange(range.start, end)
    }
  }

  private func name(_ fragment: Substring) -> Named? {
    if let heading = chains.chain(fragment)?.last { return .heading(heading) }
    let pieces = HeadingChains.pieces(fragment)
    guard pieces.count == 1, let piece = pieces.first else { return nil }
    if piece.hasPrefix("^") {
      let id = NameKey(piece.dropFirst())
      return blocks.first(of: id) { note.blockIDs[$0].id }.map(Named.block)
    }
    guard piece.hasPrefix("[^"), piece.hasSuffix("]") else { return nil }
    let id = NameKey(piece.dropFirst(2).dropLast())
    return footnotes.first(of: id) { note.footnotes[$0].id }.map(Named.footnote)
  }

  /// The end of the last item below the one that has this range; 0 where there is no such item.
  private func endOfItems(in range: SourceRange) -> Int {
    let items = note.listItems
    let first = BinarySearch.firstIndex(below: items.count) {
      items.range(at: $0).start < range.start
    }
    guard first < items.count, items.range(at: first) == range else { return 0 }
    // Those below it follow it, and the parent of each begins on its line or a later one.
    let line = note.lines.line(at: range.start) - 1
    var end = range.end
    for index in items.indices[(first + 1)...] {
      guard items[index].parent >= line else { break }
      end = max(end, items.range(at: index).end)
    }
    return end
  }
}
