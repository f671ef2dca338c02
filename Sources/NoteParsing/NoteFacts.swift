import NoteModel

// What the block structure says of the note as a whole.
extension NoteAssembler {
  /// Registers the labels that links and footnote references are looked up by.
  mutating func readDefinitions(_ layout: borrowing BlockLayout, into note: inout Note) {
    inlines.definitions.removeAll(keepingCapacity: true)
    inlines.definedFootnotes.removeAll(keepingCapacity: true)
    definitionTargets.removeAll(keepingCapacity: true)
    inlines.addresses.removeAll(keepingCapacity: true)
    for definition in layout.definitions {
      let label = range(definition.label)
      let destination = range(definition.destination)
      let isExternal = LinkText.isExternal(bytes, destination)
      let target = LinkText.target(bytes, destination)
      let key = LinkText.labelKey(bytes, label)
      if inlines.definitions[key] == nil {
        inlines.definitions[key] = definitionTargets.count
        definitionTargets.append((target, isExternal))
        inlines.addresses.append(
          isExternal
            ? SourceRange(destination.lowerBound, destination.upperBound) : SourceRange(0, 0))
      }
      if !isExternal, keepsDefinitions {
        note.definitions.append(
          ReferenceDefinition(
            id: string(label), link: target,
            range: SourceRange(Int(definition.start), Int(definition.end))))
      }
    }
    for footnote in layout.footnotes {
      let id = string(Int(footnote.labelStart)..<Int(footnote.labelEnd))
      inlines.definedFootnotes.insert(NameKey(id))
      guard keepsLists else { continue }
      note.footnotes.append(
        Footnote(id: id, range: SourceRange(Int(footnote.start), Int(footnote.end))))
    }
  }

  /// Adds root blocks, list items and block ids.
  func addBlocks(_ layout: inout BlockLayout, into note: inout Note) {
    guard keepsLists else { return findRepeatedIDs(layout, into: &note) }
    // The front matter is a block already.
    let first = note.blocks.count
    note.blocks.append(layout.roots.taken())
    note.listItems = ListItemList(layout.items.taken())
    guard !layout.ids.isEmpty else { return }
    var known: Set<NameKey> = []
    var repeated = 0
    for found in layout.ids {
      let name = UnsafeBufferPointer(
        start: bytes + Int(found.start), count: Int(found.end - found.start))
      let range: SourceRange
      if found.owner >= 0 {
        let index = first + Int(found.owner)
        note.blocks.name(index, name)
        range = note.blocks.range(at: index)
      } else {
        note.listItems.name(Int(~found.owner), name)
        range = note.listItems.range(at: Int(~found.owner))
      }
      let id = String(decoding: name, as: UTF8.self)
      if known.insert(NameKey(id)).inserted {
        note.blockIDs.append(BlockID(id: id, range: range))
      } else {
        repeated += 1
        if repeated <= FrontMatterReader.maximumProblems { add(repeated: found, id, to: &note) }
      }
    }
    note.blocks.sortNames()
    note.listItems.sortNames()
  }

  /// Adds the problems of a long note's ids without the ids.
  private func findRepeatedIDs(_ layout: borrowing BlockLayout, into note: inout Note) {
    // Digests take a quarter of what keys would.
    var known: Set<Int64> = []
    var repeated = 0
    for found in layout.ids {
      let id = string(Int(found.start)..<Int(found.end))
      if known.insert(Digest.of(NameKey(id).text)).inserted { continue }
      repeated += 1
      if repeated > FrontMatterReader.maximumProblems { return }
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
