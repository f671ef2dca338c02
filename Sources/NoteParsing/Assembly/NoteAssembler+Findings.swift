import NoteModel

// What the scanner found, as the note records it: strings, and ranges of the file.
extension NoteAssembler {
  /// Takes over what was found in the leaf that is in `text`.
  mutating func collect(into note: inout Note) {
    guard inlines.hasFindings, keepsFields else { return }
    if keepsFindings {
      collectLinks(into: &note)
      collectFootnotes(into: &note)
      if isOnlyForFragments { return }
      for tag in inlines.tags {
        note.tags.append(
          .body, sourceRange(tag.start..<tag.end), name: buffer(tag.start + 1..<tag.end))
      }
    }
    for field in inlines.fields {
      if note.properties.count >= limits.mostFields {
        tellFields(&note)
        break
      }
      let value = field.value.isEmpty ? PropertyValue.null : .text(textString(field.value))
      let last = field.value.isEmpty ? field.key.upperBound : field.value.upperBound
      note.properties.append(
        Property(
          key: textString(field.key), value: value, origin: .inline,
          range: sourceRange(field.key.lowerBound..<last)))
    }
  }

  private var isOnlyForFragments: Bool { keepsFragments && !keepsLists }

  private mutating func collectLinks(into note: inout Note) {
    if !isOnlyForFragments { note.links.reserve(inlines.links.count) }
    for index in 0..<inlines.links.count {
      if inlines.links[index].marks.contains(.isExternal), !keepsExternalLinks { continue }
      if isOnlyForFragments, !inlines.links[index].isEmbed { continue }
      add(inlines.links[index], to: &note)
    }
    inlines.releaseLinks()
  }

  private mutating func collectFootnotes(into note: inout Note) {
    for reference in inlines.references where keepsLists {
      let range = SourceRange(text.source(reference.start) - 2, text.source(reference.end - 1) + 2)
      note.footnoteReferences.append(
        Footnote(id: textString(reference.start..<reference.end), range: range))
    }
    for footnote in inlines.inlineFootnotes {
      let id = "[inline\(inlineFootnotes)"
      inlineFootnotes += 1
      guard keepsFragments else { continue }
      note.footnotes.append(
        Footnote(id: id, range: sourceRange(footnote.start..<footnote.end)))
    }
  }

  private mutating func tellFields(_ note: inout Note) {
    if toldFields { return }
    toldFields = true
    note.problems.append(
      Problem(
        kind: .beyondLimits, position: Position(line: 1, column: 1),
        message:
          "the note has more than \(limits.mostFields) properties; reading the fields beyond as text"
      )
    )
  }

  private func buffer(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: text.base(bytes) + range.lowerBound, count: range.count)
  }

  private func textString(_ range: Range<Int>) -> String {
    String(decoding: buffer(range), as: UTF8.self)
  }

  private func sourceRange(_ range: Range<Int>) -> SourceRange {
    guard !range.isEmpty else {
      let offset = text.source(range.lowerBound)
      return SourceRange(offset, offset)
    }
    return SourceRange(text.source(range.lowerBound), text.source(range.upperBound - 1) + 1)
  }

  private func add(_ found: FoundLink, to note: inout Note) {
    let range = sourceRange(found.start..<found.end)
    if found.marks.contains(.isDefined) {
      let destination = inlines.definitions.destination(found.target.lowerBound)
      guard keepsExternalLinks || !LinkText.isExternal(bytes, destination) else { return }
      var target = LinkText.target(bytes, destination)
      target.withUTF8 { add(found, target: $0, range, to: &note) }
    } else if found.form == .wiki || found.marks.contains(.isAutolink)
      || LinkText.isPlain(text.base(bytes), found.target)
    {
      add(found, target: buffer(found.target), range, to: &note)
    } else {
      var target = LinkText.target(text.base(bytes), found.target)
      target.withUTF8 { add(found, target: $0, range, to: &note) }
    }
  }

  private func add(
    _ found: FoundLink, target: UnsafeBufferPointer<UInt8>, _ range: SourceRange,
    to note: inout Note
  ) {
    // A destination that is empty is none.
    if target.isEmpty, !keepsExternalLinks { return }
    if let display = found.display {
      note.links.append(
        found.form, isEmbed: found.isEmbed, range, link: target, display: buffer(display))
    } else if target.contains(UInt8(ascii: "#")) {
      var shown: [UInt8] = []
      LinkText.appendDisplay(text.base(bytes), found.target, to: &shown)
      shown.withUnsafeBufferPointer {
        note.links.append(found.form, isEmbed: found.isEmbed, range, link: target, display: $0)
      }
    } else {
      note.links.append(found.form, isEmbed: found.isEmbed, range, link: target, display: nil)
    }
  }
}
