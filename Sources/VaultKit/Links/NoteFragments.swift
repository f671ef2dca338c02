// A note with thousands of headings may be linked to, or embedded piece by piece, by thousands of links. So
// what a fragment can name is gathered once, and each fragment is followed once.

import NoteModel

/// What the fragments of links name in one note. Says the same as `Note.resolveSubpath`.
final class NoteFragments {
  private let note: Note
  private lazy var chains = HeadingChains(note)
  private lazy var blocks = FragmentIDs(count: note.blockIDs.count) { note.blockIDs[$0].id }
  private lazy var footnotes = FragmentIDs(count: note.footnotes.count) { note.footnotes[$0].id }
  private static let mostKnown = 4096
  private var known: [Substring: Range<Int>?] = [:]

  /// Takes a note that was read for its fragments.
  init(_ note: Note) {
    self.note = note
  }

  /// Whether a fragment that is not empty names something.
  func holds(_ fragment: Substring) -> Bool { range(of: fragment) != nil }

  /// Returns the bytes that a fragment names: a heading with everything below it, a block, a list item
  /// with its children, or a footnote; nil for nothing.
  func range(of fragment: Substring) -> Range<Int>? {
    if let found = known[fragment] { return found }
    let found = find(fragment)
    if known.count >= Self.mostKnown { known.removeAll(keepingCapacity: true) }
    known[fragment] = .some(found)
    return found
  }

  private func find(_ fragment: Substring) -> Range<Int>? {
    if let heading = chains.chain(fragment)?.last {
      let next = chains.endOfSection(heading)
      let range = chains.headings[heading].range
      let end =
        next < chains.headings.count
        ? chains.headings[next].range.start : max(note.bodyRange.end, range.end)
      return range.start..<end
    }
    let pieces = HeadingChains.pieces(fragment)
    guard pieces.count == 1, let piece = pieces.first else { return nil }
    if piece.hasPrefix("^") {
      let id = NameKey(piece.dropFirst())
      guard let place = blocks.first(of: id, { note.blockIDs[$0].id }) else { return nil }
      let block = note.blockIDs.range(at: place)
      return block.start..<max(block.end, endOfItems(in: block))
    }
    guard piece.hasPrefix("[^"), piece.hasSuffix("]") else { return nil }
    let id = NameKey(piece.dropFirst(2).dropLast())
    guard let place = footnotes.first(of: id, { note.footnotes[$0].id }) else { return nil }
    let footnote = note.footnotes.range(at: place)
    return footnote.start..<footnote.end
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
