import Testing
import VaultKit

@testable import Reports

/// Lists on a terminal stand below the names of their notes, in a pipe each place has a line of its own.
@Suite struct TerminalListTests {
  private struct Link: ReportRow {
    var path: String
    var number: Int
    var text: String
    var before: [String] = []
    var after: [String] = []
    var isApart = false
    var isOfOneLine = false

    static let columns: [Column<Link>] = [Column("path") { .text($0.path) }]

    func line(_ look: Look) -> String? { "\(look.place(path, line: number)): \(text)" }

    var note: String? { path }

    func entry(_ look: Look) -> ListEntry? {
      ListEntry(
        line: number, text: [Span(text)], before: before, after: after, isApart: isApart,
        isOfOneLine: isOfOneLine)
    }
  }

  private static var report: Report {
    Report(.places, nothing: "") { printer in
      printer.list("places")
      try printer.row(Link(path: "A/one.md", number: 3, text: "first"))
      try printer.row(Link(path: "A/one.md", number: 12, text: "second of many words"))
      try printer.row(Link(path: "two.md", number: 100_000, text: "third"))
    }
  }

  @Test func pipeGetsALineForEach() throws {
    let text = try Printed.text(Self.report, as: .text)
    #expect(
      text == """
        A/one.md:3: first
        A/one.md:12: second of many words
        two.md:100000: third

        """)
  }

  @Test func terminalGetsThemBelowTheirNotes() throws {
    let text = try Printed.text(Self.report, as: .text, isTerminal: true)
    #expect(
      text == """
        A/one.md
            3  first
           12  second of many words

        two.md
        100000  third

        """)
  }

  @Test func linesLeftOutAreMarkedWhereOthersStandAround() throws {
    let report = Report(.places, nothing: "") { printer in
      printer.list("places")
      try printer.row(Link(path: "a.md", number: 3, text: "one", before: ["b"], after: ["c"]))
      try printer.row(Link(path: "a.md", number: 5, text: "two", after: ["d"]))
      try printer.row(
        Link(path: "a.md", number: 9, text: "three", before: ["e"], isApart: true))
      for text in ["card", "other"] {
        try printer.row(
          Link(
            path: "b.canvas", number: 7, text: text, before: ["f"], isApart: text == "other",
            isOfOneLine: true)
        )
      }
    }
    #expect(
      try Printed.text(report, as: .text, isTerminal: true) == """
        a.md
            2  b
            3  one
            4  c
            5  two
            6  d
        --
            8  e
            9  three

        b.canvas
            7  f
            7  card
        --
            7  f
            7  other

        """)
  }

  @Test func linesLeadToTheFile() throws {
    let text = try Printed.text(Self.report, as: .text, isTerminal: true, isColored: true)
    #expect(text.contains("]8;;file:///vault/A/one.md\u{1B}"))
  }

  @Test(arguments: [
    ("a/b/c.md", 20, "a/b/c.md"), ("first/second/third/file.md", 20, "first/…/file.md"),
    ("first/second/third/file.md", 24, "first/…/third/file.md"),
    ("first/second/third/file.md", 12, "…/file.md"),
    ("first/second/a long name.md", 5, "…/a long name.md"),
    ("a very long name.md", 5, "a very long name.md"),
    ("folder/a very long name.md", 5, "folder/a very long name.md"),
    ("文件夹/子文件夹/笔记.md", 18, "文件夹/…/笔记.md"),
  ])
  func pathsAreShortened(_ path: String, _ room: Int, _ shown: String) {
    #expect(ShownPaths.shortened(path, to: room) == shown)
  }

  @Test func placeKeepsFileAndLine() {
    let path = "first/second/third/fourth/a file.md"
    #expect(Printed.look.place(path, line: 12, column: 3, room: 22) == "first/…/a file.md:12:3")
  }

  @Test func propertiesAreSetBelowEachOther() {
    let printed = Printed()
    let output = printed.output(isTerminal: true, columns: 24)
    PropertyBlock([
      ShownProperty(key: "tags", values: ["a", "b"]),
      ShownProperty(key: "lead", values: ["[[Ann|A]]"]),
      ShownProperty(key: "empty", values: []),
      ShownProperty(key: "aliases", values: ["one two", "three", "four"]),
    ]).print(to: output, Printed.look, columns: 24)
    output.flush()
    #expect(
      printed.text == """
        tags     a b
        lead     A
        empty
        aliases  one two, three,
                 four
        ────────────────────────

        """)
  }
}
