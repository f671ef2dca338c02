import NoteModel

// What the block structure says of the note as a whole.
extension NoteAssembler {
  /// Registers the labels that links and footnote references are looked up by.
  mutating func readDefinitions(_ layout: borrowing BlockLayout, into note: inout Note) {
    inlines.definitions.removeAll(keepingCapacity: true)
    inlines.definedFootnotes.removeAll(keepingCapacity: true)
    definitionTargets.removeAll(keepingCapacity: true)
    for definition in layout.definitions {
      let label = range(definition.label)
      let destination = range(definition.destination)
      let isExternal = LinkText.isExternal(bytes, destination)
      let target = LinkText.target(bytes, destination)
      let key = LinkText.labelKey(bytes, label)
      if inlines.definitions[key] == nil { inlines.definitions[key] = definitionTargets.count }
      definitionTargets.append((target, isExternal))
      if !isExternal {
        note.definitions.append(
          ReferenceDefinition(
            id: string(label), link: target,
            range: SourceRange(Int(definition.start), Int(definition.end))))
      }
    }
    for footnote in layout.footnotes {
      let id = string(Int(footnote.labelStart)..<Int(footnote.labelEnd))
      inlines.definedFootnotes.insert(NameKey(id))
      note.footnotes.append(
        Footnote(id: id, range: SourceRange(Int(footnote.start), Int(footnote.end))))
    }
  }

  /// Adds root blocks, list items and block ids.
  func addBlocks(_ layout: borrowing BlockLayout, into note: inout Note) {
    note.blocks.reserveCapacity(note.blocks.count + layout.roots.count)
    for root in layout.roots {
      note.blocks.append(
        Block(
          kind: root.kind, range: SourceRange(Int(root.start), Int(root.end)),
          id: id(root.idStart, root.idEnd)))
    }
    note.listItems.reserveCapacity(layout.items.count)
    for item in layout.items {
      var task: String?
      if item.taskEnd > 0 { task = string(Int(item.taskStart)..<Int(item.taskEnd)) }
      note.listItems.append(
        ListItem(
          task: task, parent: Int(item.parent), range: SourceRange(Int(item.start), Int(item.end)),
          id: id(item.idStart, item.idEnd)))
    }
    addBlockIDs(layout, into: &note)
  }

  private func addBlockIDs(_ layout: borrowing BlockLayout, into note: inout Note) {
    guard !layout.ids.isEmpty else { return }
    var known: Set<NameKey> = []
    var repeated = 0
    for found in layout.ids {
      let id = string(Int(found.start)..<Int(found.end))
      guard known.insert(NameKey(id)).inserted else {
        repeated += 1
        if repeated > FrontMatterReader.maximumProblems { continue }
        note.problems.append(
          Problem(
            kind: .blockIDDuplicate, position: note.lines.position(at: Int(found.start) - 1),
            message: "'^\(id)' names a second block; links to it lead to the first one"))
        continue
      }
      let index = Int(found.index)
      let range =
        found.owner == .root
        ? SourceRange(Int(layout.roots[index].start), Int(layout.roots[index].end))
        : SourceRange(Int(layout.items[index].start), Int(layout.items[index].end))
      note.blockIDs.append(BlockID(id: id, range: range))
    }
  }

  /// Puts what is found when it ends into the order in which it begins.
  func sortFindings(of note: inout Note) {
    if !isSorted(note.links, by: { $0.range.start }) {
      note.links.sort { ($0.range.start, $1.range.end) < ($1.range.start, $0.range.end) }
    }
    if !isSorted(note.footnotes, by: { $0.range.start }) {
      note.footnotes.sort { $0.range.start < $1.range.start }
    }
  }

  private func isSorted<Element>(_ list: [Element], by key: (Element) -> Int) -> Bool {
    guard list.count > 1 else { return true }
    for index in 1..<list.count where key(list[index - 1]) > key(list[index]) { return false }
    return true
  }

  private func id(_ start: Int32, _ end: Int32) -> String? {
    end > 0 ? string(Int(start)..<Int(end)) : nil
  }

  private func range(_ span: LineSpan) -> Range<Int> { Int(span.start)..<Int(span.end) }

  private func string(_ range: Range<Int>) -> String {
    String(
      decoding: UnsafeBufferPointer(start: bytes + range.lowerBound, count: range.count),
      as: UTF8.self)
  }
}
