/// The part of a note that a link's fragment leads to.
package struct SubpathTarget: Sendable, Hashable {
  /// What a fragment can name.
  package enum Kind: Sendable, Hashable {
    case heading
    case block
    case footnote
  }

  package var kind: Kind
  /// A heading with everything below it, up to the next one of its level; or the block or footnote.
  package var range: SourceRange
  /// 1-based line that it begins on.
  package var line: Int
  /// 1-based line that it ends on, blank lines at its end left out.
  package var endLine: Int

  package init(kind: Kind, range: SourceRange, line: Int, endLine: Int) {
    self.kind = kind
    self.range = range
    self.line = line
    self.endLine = endLine
  }
}

extension Note {
  /// Finds what a fragment names: `#Heading#Below`, `#^id` or `#[^id]`.
  ///
  /// Each piece must be a heading inside the section of the one before it. Nothing that is missing makes a
  /// link unresolved; nil only says so.
  package func resolveSubpath(_ fragment: Substring) -> SubpathTarget? {
    let pieces = fragment.split(separator: "#").map(Self.trimmed).filter { !$0.isEmpty }
    guard let first = pieces.first else { return nil }
    if pieces.count == 1 {
      if first.utf8.first == UInt8(ascii: "^") { return block(first.dropFirst()) }
      if first.hasPrefix("[^"), first.hasSuffix("]") {
        return footnote(first.dropFirst(2).dropLast())
      }
    }
    // A heading below another is deeper than it, so no chain is longer than there are levels.
    guard pieces.count <= 6 else { return nil }
    let keys = pieces.map { HeadingKey($0) }
    let known = headings.map { HeadingKey(heading: $0.text) }
    guard let index = heading(keys[...], known, headings.indices) else { return nil }
    return target(ofHeading: index)
  }

  private static func trimmed(_ piece: Substring) -> Substring {
    var piece = piece
    while piece.first?.isWhitespace == true { piece.removeFirst() }
    while piece.last?.isWhitespace == true { piece.removeLast() }
    return piece
  }

  private func block(_ id: Substring) -> SubpathTarget? {
    let key = NameKey(id)
    guard let block = blockIDs.first(where: { NameKey($0.id) == key }) else { return nil }
    return target(.block, block.range)
  }

  private func footnote(_ id: Substring) -> SubpathTarget? {
    let key = NameKey(id)
    guard let footnote = footnotes.first(where: { NameKey($0.id) == key }) else { return nil }
    return target(.footnote, footnote.range)
  }

  private func target(_ kind: SubpathTarget.Kind, _ range: SourceRange) -> SubpathTarget {
    SubpathTarget(
      kind: kind, range: range, line: lines.line(at: range.start),
      endLine: lines.line(at: max(range.start, range.end - 1)))
  }

  /// Returns the heading at the end of the first complete chain.
  private func heading(
    _ keys: ArraySlice<HeadingKey>, _ known: [HeadingKey], _ range: Range<Int>
  ) -> Int? {
    guard let key = keys.first else { return nil }
    for index in range where known[index] == key {
      if keys.count == 1 { return index }
      if let found = heading(keys.dropFirst(), known, index + 1..<endOfSection(index)) {
        return found
      }
    }
    return nil
  }

  /// The index of the next heading that is not below the one at `index`.
  private func endOfSection(_ index: Int) -> Int {
    var end = index + 1
    while end < headings.count, headings.level(at: end) > headings.level(at: index) { end += 1 }
    return end
  }

  private func target(ofHeading index: Int) -> SubpathTarget {
    let next = endOfSection(index)
    let start = headings.range(at: index).start
    let end =
      next < headings.count
      ? headings.range(at: next).start : max(bodyRange.end, headings.range(at: index).end)
    let last = sections.indices.last { sections.range(at: $0).start < end }
    let line = lines.line(at: start)
    return SubpathTarget(
      kind: .heading, range: SourceRange(start, end), line: line,
      endLine: max(line, last.map { sections.endLine(at: $0) } ?? line))
  }
}
