import NoteModel
import Testing

/// Names, paths, lines and links as plain values.
@Suite struct ModelTests {
  @Test(arguments: [
    ("ABC", "abc", true), ("É", "e\u{301}", true), ("ΛΟΓΟΣ", "λογος", true), ("a", "b", false),
    ("Straße", "STRASSE", false), ("", "", true), ("a b", "A B", true), ("日本", "日本", true),
  ])
  func namesCompare(_ first: String, _ second: String, _ equal: Bool) {
    #expect((NameKey(first) == NameKey(second)) == equal)
  }

  @Test(arguments: [
    ("a/b/Note.md", "Note.md", "a/b", "Note", true), ("Note.MD", "Note.MD", "", "Note", true),
    ("a/.md", ".md", "a", ".md", true), ("x.tar.gz", "x.tar.gz", "", "x.tar", false),
    ("md", "md", "", "md", false), ("a/b.c/d", "d", "a/b.c", "d", false),
  ])
  func pathsHaveParts(
    _ text: String, _ name: String, _ folder: String, _ stem: String, _ isNote: Bool
  ) {
    let path = VaultPath(text)
    #expect(path.name == name)
    #expect(path.folder == folder)
    #expect(path.stem == stem)
    #expect(path.isNote == isNote)
    #expect(path.description == text)
  }

  @Test(arguments: [(0, 1, 1), (2, 1, 3), (3, 2, 1), (9, 3, 2), (100, 3, 93)])
  func offsetsHaveLines(_ offset: Int, _ line: Int, _ column: Int) {
    let lines = LineTable(starts: [0, 3, 8])
    #expect(lines.position(at: offset) == Position(line: line, column: column))
    #expect(lines.line(at: offset) == line)
  }

  @Test(arguments: [
    ("N", "N", nil), ("N#H", "N", "#H"), ("#H#I", "", "#H#I"), ("a b/c#", "a b/c", "#"),
    ("", "", nil),
  ])
  func linksHaveATargetAndAFragment(_ text: String, _ target: String, _ fragment: String?) {
    let link = Link(form: .wiki, isEmbed: false, link: text, display: "", range: SourceRange(0, 1))
    #expect(link.target == target)
    #expect(link.fragment.map(String.init) == fragment)
  }
}
