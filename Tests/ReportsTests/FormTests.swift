import Testing

@testable import Reports

/// Each form prints the same value.
@Suite struct FormTests {
  private static var list: Report {
    Report(.places, nothing: "no place") { printer in
      printer.fields([("vault", .text("/vault"))])
      printer.list("places")
      try printer.row(Place(path: "Home.md", number: 1))
      try printer.row(Place(path: "Home.md", number: 2, isShown: false))
      printer.list("others")
      printer.fields([("count", .integer(2)), ("score", .measure(1.23456))])
    }
  }

  private static var groups: Report {
    Report(.groups, nothing: "no group") { printer in
      printer.list("names")
      try printer.group(Name(name: "a"), list: "links")
      try printer.row(Place(path: "b", number: 2))
      try printer.row(Place(path: "c", number: 3))
      try printer.group(Name(name: "d"), list: "links")
    }
  }

  private static var single: Report {
    Report(
      .single, text: { output, _ in output.line("a sentence") },
      parts: { $0.fields([("path", .null), ("found", .boolean(false))]) })
  }

  @Test(arguments: [
    (OutputForm.text, ["Home.md:1"]),
    (
      .json,
      [
        """
        {"vault":"/vault","places":[{"path":"Home.md","line":1,"file":"/vault/Home.md"},\
        {"path":"Home.md","line":2,"file":"/vault/Home.md"}],\
        "others":[],"count":2,"score":1.235}
        """
      ]
    ),
    (
      OutputForm(.jsonLines),
      [
        #"{"path":"Home.md","line":1,"file":"/vault/Home.md"}"#,
        #"{"path":"Home.md","line":2,"file":"/vault/Home.md"}"#,
      ]
    ),
    (OutputForm(.tsv), ["path\tline", "Home.md\t1", "Home.md\t2"]),
    (OutputForm(.csv), ["path,line\r", "Home.md,1\r", "Home.md,2\r"]),
    (
      OutputForm(.markdown), ["| path | line |", "|---|---|", "| Home.md | 1 |", "| Home.md | 2 |"]
    ),
    (OutputForm(.files), ["Home.md"]),
  ])
  func listIsPrinted(_ form: OutputForm, _ lines: [String]) throws {
    let text = try Printed.text(Self.list, as: form)
    #expect(text == lines.map { $0 + "\n" }.joined())
  }

  @Test(arguments: [
    (OutputForm.text, ["a", "  b:2", "  c:3", "d"]),
    (
      .json,
      [
        """
        {"names":[{"name":"a","links":[{"path":"b","line":2,"file":"/vault/b"},\
        {"path":"c","line":3,"file":"/vault/c"}]},{"name":"d","links":[]}]}
        """
      ]
    ),
    (
      OutputForm(.jsonLines),
      [
        """
        {"name":"a","links":[{"path":"b","line":2,"file":"/vault/b"},\
        {"path":"c","line":3,"file":"/vault/c"}]}
        """,
        #"{"name":"d","links":[]}"#,
      ]
    ),
    (OutputForm(.tsv), ["name\tpath\tline", "a\tb\t2", "a\tc\t3"]),
  ])
  func groupsArePrinted(_ form: OutputForm, _ lines: [String]) throws {
    let text = try Printed.text(Self.groups, as: form)
    #expect(text == lines.map { $0 + "\n" }.joined())
  }

  @Test(arguments: [
    (OutputForm.text, "a sentence"), (.json, #"{"path":null,"found":false,"file":null}"#),
    (OutputForm(.jsonLines), #"{"path":null,"found":false,"file":null}"#),
  ])
  func singleResultIsPrinted(_ form: OutputForm, _ line: String) throws {
    let text = try Printed.text(Self.single, as: form)
    #expect(text == line + "\n")
  }

  @Test(arguments: [
    (OutputForm.text, ""), (.json, "{\"places\":[]}\n"), (OutputForm(.jsonLines), ""),
  ])
  func listWithoutRowsSaysSo(_ form: OutputForm, _ expected: String) throws {
    let report = Report(.places, nothing: "nothing here") { $0.list("places") }
    let printed = Printed()
    let output = printed.output()
    let hasRows = try report.print(as: form, to: output, Printed.look)
    output.flush()
    #expect(!hasRows)
    #expect(printed.text == expected)
    let sentence = try report.nothing()
    #expect(sentence == "nothing here")
  }

  @Test(arguments: [
    (
      FieldValue.text("a \"b\" \\ \n\r\t\u{1}\u{7F}\u{2028}é"),
      #""a \"b\" \\ \n\r\t\u0001\u007f\u2028é""#
    ),
    (.texts(["x", "y"]), #"["x","y"]"#), (.number(0.5), "0.5"), (.number(.infinity), "null"),
    (.encoded("[1, 2]"), "[1, 2]"), (.list([]), "[]"), (.object([]), "{}"),
    (.object([("b", .integer(-1)), ("a", .boolean(true))]), #"{"b":-1,"a":true}"#),
    (.optional(nil, FieldValue.integer), "null"), (.optional(3, FieldValue.integer), "3"),
  ])
  func valueIsJSON(_ value: FieldValue, _ expected: String) {
    #expect(value.text(isForTerminal: false) == expected)
  }
}
