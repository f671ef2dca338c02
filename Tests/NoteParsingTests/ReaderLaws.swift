package import NoteModel

@testable import NoteParsing

/// What must be true of every note, whatever bytes it was read from.
package enum ReaderLaws {
  /// Returns a sentence for each law that a note breaks.
  package static func broken(_ note: Note, _ bytes: [UInt8]) -> [String] {
    var broken: [String] = []
    let isValid = String(validating: bytes, as: UTF8.self) != nil
    for (name, range) in ranges(note) {
      if range.start < 0 || range.end < range.start || range.end > bytes.count {
        broken.append("\(name) \(range) lies outside of the file")
      } else if isValid, cuts(range.start, bytes) || cuts(range.end, bytes) {
        broken.append("\(name) \(range) cuts a character")
      }
    }
    broken += lines(note, bytes)
    broken += cover(note, bytes)
    for section in note.sections { broken += text(section, note, bytes) }
    let starts = note.links.map(\.range.start)
    if starts != starts.sorted() { broken.append("links are out of order") }
    let signs = note.listItems.compactMap(\.task)
    let open = signs.count { $0 == " " }
    if note.tasks != TaskCounts(open: open, done: signs.count - open) {
      broken.append("there are \(signs.count) tasks, \(open) of them open, not \(note.tasks)")
    }
    return broken
  }

  private static func ranges(_ note: Note) -> [(String, SourceRange)] {
    note.links.map { ("link", $0.range) } + note.tags.map { ("tag", $0.range) }
      + note.properties.map { ("property", $0.range) } + note.aliases.map { ("alias", $0.range) }
      + note.questions.map { ("question", $0.range) }
      + note.propertyLinks.map { ("property link", $0.link.range) }
      + note.headings.map { ("heading", $0.range) } + note.labels.map { ("label", $0.range) }
      + note.blocks.map { ("block \($0.kind)", $0.range) }
      + note.listItems.map { ("item", $0.range) } + note.blockIDs.map { ("id", $0.range) }
      + note.footnotes.map { ("footnote", $0.range) }
      + note.footnoteReferences.map { ("footnote reference", $0.range) }
      + note.definitions.map { ("definition", $0.range) }
      + note.sections.map { ("section", $0.range) }
      + (note.frontMatter.map { [("front matter", $0)] } ?? [])
  }

  private static func cuts(_ offset: Int, _ bytes: [UInt8]) -> Bool {
    offset < bytes.count && bytes[offset] & 0xC0 == 0x80
  }

  private static func lines(_ note: Note, _ bytes: [UInt8]) -> [String] {
    let starts = note.lines.starts.map(Int.init)
    guard let first = starts.first else { return ["there are no lines"] }
    var expected = [first]
    for (index, byte) in bytes.enumerated() where byte == 0x0A { expected.append(index + 1) }
    return starts == expected ? [] : ["lines start at \(starts), not at \(expected)"]
  }

  /// The sections follow each other from the end of the front matter to the end of the file.
  private static func cover(_ note: Note, _ bytes: [UInt8]) -> [String] {
    guard let first = note.sections.first, let last = note.sections.last else {
      return ["there are no sections"]
    }
    var broken: [String] = []
    if last.range.end != bytes.count { broken.append("the last section ends at \(last.range.end)") }
    let bodyStart = first.range.start
    if bodyStart > 3, !note.blocks.contains(where: { $0.kind == .yaml }) {
      broken.append("the first section begins at \(bodyStart)")
    }
    for index in note.sections.indices.dropFirst() {
      let (before, after) = (note.sections[index - 1], note.sections[index])
      if before.range.end != after.range.start { broken.append("a gap after \(before.range)") }
      if after.line <= before.endLine, !note.sections.isPiece(index) {
        broken.append("line \(after.line) is in two sections")
      }
    }
    for section in note.sections {
      if section.line < 1 || section.endLine < section.line
        || section.endLine > note.lines.starts.count
      {
        broken.append("a section has lines \(section.line) to \(section.endLine)")
      }
    }
    let opened = note.sections.indices.filter { !note.sections.isPiece($0) }
    if opened.count(where: { note.sections[$0].kind == .heading }) != note.headings.count {
      broken.append("headings without sections")
    }
    if opened.count(where: { note.sections[$0].kind == .label }) != note.labels.count {
      broken.append("labels without sections")
    }
    return broken
  }

  private static func text(_ section: Section, _ note: Note, _ bytes: [UInt8]) -> [String] {
    let text = section.text
    var broken: [String] = []
    if String(validating: text.bytes, as: UTF8.self) == nil { broken.append("text is not UTF-8") }
    if text.bytes.first == 0x0A || text.bytes.last == 0x0A { broken.append("text has blank ends") }
    let breaks = text.bytes.count(where: { $0 == 0x0A })
    if !text.isEmpty, text.firstLine < section.line || text.firstLine + breaks > section.endLine {
      broken.append("text of lines \(text.firstLine) to \(text.firstLine + breaks) in \(section)")
    }
    var last = 0
    for leaf in text.leaves {
      if leaf.start < last || leaf.end <= leaf.start || leaf.end > text.bytes.count {
        broken.append("leaf \(leaf) after \(last)")
        continue
      }
      last = leaf.end
      if leaf.start > 0, text.bytes[leaf.start - 1] != 0x0A {
        broken.append("\(leaf) starts in a line")
      }
      if leaf.end < text.bytes.count, text.bytes[leaf.end] != 0x0A {
        broken.append("\(leaf) ends in a line")
      }
    }
    return broken + runs(text, note, bytes)
  }

  /// Each run is in the file as it is in the text, and on the same line.
  private static func runs(_ text: SectionText, _ note: Note, _ bytes: [UInt8]) -> [String] {
    var broken: [String] = []
    var textEnd = 0
    var sourceEnd = 0
    var line = text.firstLine
    var counted = 0
    for run in text.runs {
      let start = Int(run.text)
      let source = Int(run.source)
      let count = Int(run.count)
      guard start >= textEnd, source >= sourceEnd, count > 0, start + count <= text.bytes.count,
        source + count <= bytes.count
      else {
        broken.append("run \(run) is out of place")
        continue
      }
      if text.bytes[start..<start + count] != bytes[source..<source + count] {
        broken.append("run \(run) is not what the file holds")
      }
      for index in counted..<start where text.bytes[index] == 0x0A { line += 1 }
      counted = start
      if note.lines.line(at: source) != line { broken.append("run \(run) is on line \(line)") }
      textEnd = start + count
      sourceEnd = source + count
    }
    return broken
  }
}
