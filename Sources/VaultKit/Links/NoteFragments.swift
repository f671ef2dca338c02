// A note with thousands of headings may be linked to, or embedded piece by piece, by thousands of links. So
// what a fragment can name is gathered once, and each fragment is followed once.

import NoteModel

/// What the fragments of links name in one note. Says the same as `Note.resolveSubpath`.
final class NoteFragments {
  let chains: HeadingChains
  private let note: Note
  /// The first block, and the first footnote, of each id.
  private lazy var blocks = Self.firstOfEach(note.blockIDs.map { ($0.id, $0.range) })
  private lazy var footnotes = Self.firstOfEach(note.footnotes.map { ($0.id, $0.range) })
  /// Items by the offset that they begin at.
  private lazy var items = Dictionary(
    zip(note.listItems.indices.map { note.listItems.range(at: $0).start }, note.listItems.indices),
    uniquingKeysWith: { one, _ in one })
  private static let mostKnown = 4096
  private var known: [Substring: Range<Int>?] = [:]

  /// Takes a note, whose sections need no text.
  init(_ note: Note) {
    self.note = note
    chains = HeadingChains(note)
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
    if piece.hasPrefix("^"), let block = blocks[NameKey(piece.dropFirst())] {
      return block.start..<max(block.end, endOfItems(in: block))
    }
    if piece.hasPrefix("[^"), piece.hasSuffix("]"),
      let footnote = footnotes[NameKey(piece.dropFirst(2).dropLast())]
    {
      return footnote.start..<footnote.end
    }
    return nil
  }

  /// The end of the last item below the one that has this range; 0 where there is no such item.
  private func endOfItems(in range: SourceRange) -> Int {
    guard let first = items[range.start], note.listItems.range(at: first) == range else { return 0 }
    var lines: Set<Int> = [note.lines.line(at: range.start) - 1]
    var end = range.end
    for item in note.listItems[(first + 1)...] {
      guard lines.contains(item.parent) else { break }
      lines.insert(note.lines.line(at: item.range.start) - 1)
      end = max(end, item.range.end)
    }
    return end
  }

  private static func firstOfEach(_ ranges: [(id: String, range: SourceRange)]) -> [NameKey:
    SourceRange]
  {
    Dictionary(ranges.map { (NameKey($0.id), $0.range) }, uniquingKeysWith: { one, _ in one })
  }
}
