import NoteLinks
import NoteModel
import Testing

/// What the fragment of a link leads to.
@Suite struct SubpathTargetTests {
  /// `# A`, `## S`, `# B`, `## S ^s`, `### T`, `text ^b`, blank, `[^1]: n`, one line each.
  private static let note: Note = {
    var note = Note(path: VaultPath("n.md"), title: "n")
    let lines = ["# A", "## S", "# B", "## S ^s", "### T", "text ^b", "", "[^1]: n"]
    var start = 0
    var starts: [Int32] = []
    for line in lines {
      starts.append(Int32(start))
      let range = SourceRange(start, start + line.utf8.count)
      let level = line.prefix { $0 == "#" }.count
      if level > 0 {
        let text = String(line.dropFirst(level + 1))
        note.headings.append(Heading(level: level, text: text, range: range))
        note.sections.append(
          Section(
            kind: .heading, level: level, headingPath: [text], range: range, line: starts.count,
            endLine: starts.count, text: SectionText()))
      }
      if line.hasSuffix("^b") { note.blockIDs.append(BlockID(id: "b", range: range)) }
      if line.hasSuffix("^s") { note.blockIDs.append(BlockID(id: "s", range: range)) }
      if line.hasPrefix("[^1]") { note.footnotes.append(Footnote(id: "1", range: range)) }
      start = range.end + 1
    }
    note.lines = LineTable(starts: starts)
    var sections = Array(note.sections)
    if let last = sections.indices.last {
      sections[last].range.end = start
      sections[last].endLine = 8
    }
    note.sections = SectionList(sections)
    return note
  }()

  @Test(arguments: [
    ("#S", "heading 2–2"), ("#B#S", "heading 4–8"), ("#B#T", "heading 5–8"), ("#A#T", "nothing"),
    ("#S#T", "heading 5–8"), ("#B", "heading 3–8"), ("#Z", "nothing"), ("#T#S", "nothing"),
    ("#A", "heading 1–2"), ("#a", "heading 1–2"), ("# A # s ", "heading 2–2"), ("#", "nothing"),
    ("", "nothing"), ("##A", "heading 1–2"), ("#^b", "block 6–6"), ("#^B", "block 6–6"),
    ("#^s", "block 4–4"),
    ("#^z", "nothing"), ("#A#^b", "nothing"), ("#[^1]", "footnote 8–8"), ("#[^2]", "nothing"),
    ("#A#S#A#S#A#S#A", "nothing"), ("#!A?", "heading 1–2"),
  ])
  func leadsTo(_ fragment: String, _ expected: String) {
    let target = NoteFragments(Self.note).target(of: fragment[...])
    #expect(target.map { "\($0.kind) \($0.line)–\($0.endLine)" } ?? "nothing" == expected)
  }

  @Test func aHeadingReachesToTheNextOneOfItsLevel() {
    #expect(NoteFragments(Self.note).target(of: "#A")?.range == SourceRange(0, 9))
    #expect(NoteFragments(Self.note).target(of: "#B")?.range == SourceRange(9, 44))
  }
}
