import NoteModel

// What the scanner found, as the note records it: strings, and ranges of the file.
extension NoteAssembler {
  /// Takes over what was found in the leaf that is in `text`.
  mutating func collect(into note: inout Note) {
    guard inlines.hasFindings else { return }
    if note.links.isEmpty, !inlines.links.isEmpty { note.links.reserveCapacity(8) }
    for index in 0..<inlines.links.count {
      if inlines.links[index].isExternal, !keepsExternalLinks { continue }
      add(inlines.links[index], to: &note)
    }
    for tag in inlines.tags {
      note.tags.append(
        Tag(name: textString(tag.dropFirst()), origin: .body, range: sourceRange(tag)))
    }
    for reference in inlines.references {
      let range = SourceRange(
        text.source(reference.lowerBound) - 2, text.source(reference.upperBound - 1) + 2)
      note.footnoteReferences.append(Footnote(id: textString(reference), range: range))
    }
    for footnote in inlines.inlineFootnotes {
      let id = "[inline\(inlineFootnotes)"
      inlineFootnotes += 1
      note.footnotes.append(Footnote(id: id, range: sourceRange(footnote)))
    }
    for field in inlines.fields {
      let value = field.value.isEmpty ? PropertyValue.null : .text(textString(field.value))
      let last = field.value.isEmpty ? field.key.upperBound : field.value.upperBound
      note.properties.append(
        Property(
          key: textString(field.key), value: value, origin: .inline,
          range: sourceRange(field.key.lowerBound..<last)))
    }
  }

  private func textString(_ range: Range<Int>) -> String {
    String(
      decoding: UnsafeBufferPointer(
        start: text.base(bytes) + range.lowerBound, count: range.count), as: UTF8.self)
  }

  private func sourceRange(_ range: Range<Int>) -> SourceRange {
    guard !range.isEmpty else {
      let offset = text.source(range.lowerBound)
      return SourceRange(offset, offset)
    }
    return SourceRange(text.source(range.lowerBound), text.source(range.upperBound - 1) + 1)
  }

  private func add(_ found: FoundLink, to note: inout Note) {
    let target: String
    if found.isDefined {
      let definition = definitionTargets[found.target.lowerBound]
      guard keepsExternalLinks || !definition.isExternal else { return }
      target = definition.link
    } else if case .markdown = found.form, !found.isAutolink {
      target = LinkText.target(text.base(bytes), found.target)
    } else {
      target = textString(found.target)
    }
    // A destination that is empty is none.
    if target.isEmpty, !keepsExternalLinks { return }
    note.links.append(
      Link(
        form: found.form, isEmbed: found.isEmbed, link: target, display: display(found, target),
        range: sourceRange(found.start..<found.end)))
  }

  private func display(_ found: FoundLink, _ target: String) -> String {
    if let display = found.display { return textString(display) }
    let base = text.base(bytes)
    var hash = found.target.lowerBound
    while hash < found.target.upperBound, base[hash] != UInt8(ascii: "#") { hash += 1 }
    if hash == found.target.upperBound { return target }
    var result: [UInt8] = []
    LinkText.appendDisplay(base, found.target, to: &result)
    return String(decoding: result, as: UTF8.self)
  }
}
