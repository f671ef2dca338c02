import NoteModel

// What the block structure says of the note as a whole.
extension NoteAssembler {
  /// Registers the labels that links and footnote references are looked up by.
  mutating func readDefinitions(_ layout: borrowing BlockLayout, into note: inout Note) {
    inlines.definitions.removeAll()
    inlines.definitions.reserve(layout.definitions.count)
    inlines.definedFootnotes.removeAll(keepingCapacity: true)
    for (place, definition) in layout.definitions.enumerated() {
      if place & 0xFFF == 0xFFF {
        note.definitions.makeRoom(after: Double(place) / Double(layout.definitions.count))
      }
      let label = range(definition.label)
      let destination = range(definition.destination)
      inlines.definitions.add(label: label, destination: destination, bytes)
      if keepsDefinitions, !LinkText.isExternal(bytes, destination) {
        note.definitions.append(
          ReferenceDefinition(
            id: string(label), link: LinkText.target(bytes, destination),
            range: SourceRange(Int(definition.start), Int(definition.end))))
      }
    }
    for footnote in layout.footnotes {
      let id = string(Int(footnote.labelStart)..<Int(footnote.labelEnd))
      inlines.definedFootnotes.insert(NameKey(id))
      guard keepsFragments else { continue }
      note.footnotes.append(
        Footnote(id: id, range: SourceRange(Int(footnote.start), Int(footnote.end))))
    }
  }

  /// Adds root blocks, list items and block ids.
  func addBlocks(_ layout: inout BlockLayout, into note: inout Note) {
    guard keepsFragments else { return findRepeatedIDs(layout, into: &note) }
    // The front matter is a block already.
    let first = note.blocks.count
    note.blocks.append(layout.roots.taken())
    defer { if !keepsLists { note.blocks = BlockList() } }
    note.listItems = ListItemList(layout.items.taken())
    guard !layout.ids.isEmpty else { return }
    var known = KnownIDs()
    for found in layout.ids {
      let name = UnsafeBufferPointer(
        start: bytes + Int(found.start), count: Int(found.end - found.start))
      let range: SourceRange
      if found.owner >= 0 {
        let index = first + Int(found.owner)
        if keepsLists { note.blocks.name(index, name) }
        range = note.blocks.range(at: index)
      } else {
        if keepsLists { note.listItems.name(Int(~found.owner), name) }
        range = note.listItems.range(at: Int(~found.owner))
      }
      let id = String(decoding: name, as: UTF8.self)
      if known.isNew(id) {
        note.blockIDs.append(BlockID(id: id, range: range))
      } else if known.isTold {
        add(repeated: found, id, to: &note)
      }
    }
    note.blocks.sortNames()
    note.listItems.sortNames()
  }

  /// Adds the problems of a long note's ids without the ids.
  private func findRepeatedIDs(_ layout: borrowing BlockLayout, into note: inout Note) {
    var known = KnownIDs()
    for found in layout.ids {
      let id = string(Int(found.start)..<Int(found.end))
      if known.isNew(id) { continue }
      guard known.isTold else { return }
      add(repeated: found, id, to: &note)
    }
  }

  private func add(repeated found: ScannedID, _ id: String, to note: inout Note) {
    note.problems.append(
      Problem(
        kind: .blockIDDuplicate, position: note.lines.position(at: Int(found.start) - 1),
        message: "'^\(id)' names a second block; links to it lead to the first one"))
  }

  private func range(_ span: LineSpan) -> Range<Int> { Int(span.start)..<Int(span.end) }

  private func string(_ range: Range<Int>) -> String {
    String(
      decoding: UnsafeBufferPointer(start: bytes + range.lowerBound, count: range.count),
      as: UTF8.self)
  }
}

/// The block ids of a note that were met.
private struct KnownIDs {
  /// Digests take a quarter of what keys would.
  private var digests: Set<Int64> = []
  private var repeated = 0

  /// Whether an id names its first block.
  mutating func isNew(_ id: String) -> Bool {
    if digests.insert(Digest.of(NameKey(id).text)).inserted { return true }
    repeated += 1
    return false
  }

  /// Whether the last repeated id is reported already.
  var isTold: Bool { repeated <= FrontMatterReader.maximumProblems }
}
