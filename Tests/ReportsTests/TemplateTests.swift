import Testing

@testable import Reports

/// What `--format` makes of the fields of a row.
@Suite struct TemplateTests {
  private static func text(_ template: String, _ values: FieldValue...) throws -> String {
    var text = ""
    try Template(template).forEachPiece(values) { piece, _ in text += piece }
    return text
  }

  @Test(arguments: [
    ("{{a}}", FieldValue.text("x"), "x"), ("[{{ a }}]", .integer(7), "[7]"),
    ("{{a}}", .null, ""), ("{{a}}", .boolean(true), "true"), ("{{a}}", .number(0.5), "0.5"),
    ("{{a}}", .texts(["x", "y"]), "x, y"), ("{{a|join:\" › \"}}", .texts(["x", "y"]), "x › y"),
    ("{{a|join:\"}}|\"}}", .texts(["x", "y"]), "x}}|y"),
    ("{{a|join:+}}", .texts(["x", "y"]), "x+y"),
    (#"{{a|join:"\""}}"#, .texts(["x", "y"]), #"x"y"#),
    (#"{{a|join:"\\"}}"#, .texts(["x", "y"]), #"x\y"#),
    (#"{{a|default:"\"}}|\""}}"#, .null, #""}}|""#), ("{{a}}\u{301}b", .text("x"), "x\u{301}b"),
    ("\u{301}{{a}}", .text("x"), "\u{301}x"), ("{{a|default: \"-\" }}", .null, "-"),
    ("{{a|join:\"+\"}}", .text("x"), "x"), ("{{a|json}}", .text("x\"y"), #""x\"y""#),
    ("{{a|default:\"-\"}}", .null, "-"), ("{{a|default:-}}", .list([]), "-"),
    ("{{a|default:\"-\"}}", .text("x"), "x"),
    ("{{a}}", .object([("b", .integer(1))]), #"{"b":1}"#),
    ("{{a}}", .encoded(#""x\ny""#), "x\ny"), ("{{a}}", .encoded(#"["x",2,true]"#), "x, 2, true"),
    ("{{a|join:+|default:-}}", .encoded(#"["x","y"]"#), "x+y"),
    ("{{a|json}}", .encoded(#"["x"]"#), #"["x"]"#), ("{{a}}", .encoded("1.50"), "1.50"),
    ("{{a}}", .encoded(#"{"b":[1,{"c":"\u001b"}]}"#), #"{"b":[1,{"c":"\u001b"}]}"#),
    (#"\t{{a}}\n\\n\x"#, .text(#"\t"#), "\t\\t\n\\n\\x"),
    ("{{a|date:\"%Y/%m/%d\"}}", .integer(0), "1970/01/01"),
    ("{{a|date:\"%d.%m.%Y %H:%M\"}}", .text("2026-03-01T14:30"), "01.03.2026 14:30"),
    ("{{a|date:%a}}", .encoded("\"2026-03-01\""), "Sun"),
    ("{{a|date:%F}}", .text("soon"), "soon"), ("{{a|date:%F}}", .text("2026-02-31"), "2026-02-31"),
    ("{{a|date:%F}}", .null, ""),
  ])
  func valueIsPrinted(_ template: String, _ value: FieldValue, _ expected: String) throws {
    #expect(try Self.text(template, value) == expected)
  }

  @Test(arguments: [
    ("{{a", "'{{' is never closed in --format; expected '}}'"),
    ("{{a|join:\"}}", "'{{' is never closed in --format; expected '}}'"),
    (#"{{a|join:"\"}}"#, "'{{' is never closed in --format; expected '}}'"),
    ("{{a|join}}", "the filter 'join' of --format needs a value, such as join:\", \""),
    ("{{a|default}}", "the filter 'default' of --format needs a value, such as default:\"-\""),
    (
      "{{a|upper}}",
      """
      there is no filter 'upper' for --format; there are join:", ", date:"%Y-%m-%d", default:"-" and json
      """
    ),
  ])
  func mistakeIsNamed(_ template: String, _ sentence: String) throws {
    let mistake = try #require(throws: Template.Mistake.self) { try Template(template) }
    #expect(mistake.description == sentence)
  }

  @Test func textWithoutFieldsStays() throws {
    #expect(try Self.text("a } b {c} }}") == "a } b {c} }}")
  }
}

/// Which fields there are, and what is said of others.
@Suite struct FieldPickerTests {
  private static func printed(
    _ names: [String]?, _ form: OutputForm, _ list: FieldList = .places
  ) throws -> String {
    let report = Report(list, nothing: "") { printer in
      printer.fields([("vault", .text("/vault"))])
      printer.list("places")
      try printer.row(Place(path: "Home.md", number: 1))
    }
    var form = form
    form.fields = names
    return try Printed.text(report, as: form)
  }

  @Test(arguments: [
    (OutputForm.text, "1\tHome.md\t/vault\n"),
    (OutputForm(.csv), "line,path,vault\r\n1,Home.md,/vault\r\n"),
    (
      .json,
      "{\"vault\":\"/vault\",\"places\":[{\"line\":1,\"path\":\"Home.md\",\"vault\":\"/vault\"}]}\n"
    ),
    (OutputForm(.jsonLines), "{\"line\":1,\"path\":\"Home.md\",\"vault\":\"/vault\"}\n"),
  ])
  func onlyTheNamedFieldsArePrinted(_ form: OutputForm, _ expected: String) throws {
    #expect(try Self.printed(["line", "path", "vault"], form) == expected)
  }

  @Test(arguments: [("lin", "line"), ("pathh", "path"), ("VAULT", "vault")])
  func unknownFieldIsAnErrorWithTheNearest(_ name: String, _ nearest: String) throws {
    let error = try #require(throws: UnknownField.self) {
      try Self.printed([name], OutputForm(.tsv))
    }
    #expect(error.description.hasPrefix("there is no field '\(name)'; nearest is '\(nearest)'; "))
    #expect(error.description.contains("there are path, line, vault"))
  }

  @Test func unknownFieldIsFoundBeforeARow() throws {
    let report = Report(.places, nothing: "") { _ in Issue.record("it was made") }
    var form = OutputForm.json
    form.fields = ["nothing"]
    #expect(throws: UnknownField.self) { try Printed.text(report, as: form) }
  }

  @Test func reportsThatFollowOneAnotherAreOneTable() throws {
    let printed = Printed()
    let output = printed.output()
    for number in 1...2 {
      try Report(.places, nothing: "") { try $0.row(Place(path: "a", number: number)) }
        .print(as: OutputForm(.tsv), to: output, Printed.look)
    }
    output.flush()
    #expect(printed.text == "path\tline\na\t1\na\t2\n")
  }

  @Test func linesCanEndWithNul() throws {
    var form = OutputForm(.files)
    form.endsWithNul = true
    #expect(try Self.printed(nil, form) == "Home.md\0")
  }
}

/// A value stays one cell, whatever is in it.
@Suite struct CellTextTests {
  private static func written(_ write: (CellText) -> Void) -> String {
    let printed = Printed()
    let output = printed.output()
    write(CellText(output: output))
    output.flush()
    return printed.text
  }

  @Test(arguments: [("a\tb\nc\rd\\e", #"a\tb\nc\rd\\e"#), ("日本", "日本"), ("", "")])
  func tabsAndLinesAreEscaped(_ value: String, _ expected: String) {
    #expect(Self.written { $0.writeTabbed(value) } == expected)
  }

  @Test(arguments: [
    ("a", "a"), (" a ", " a "), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""),
    ("", ""), ("=1", "=1"),
  ])
  func valueIsQuotedWhereNeeded(_ value: String, _ expected: String) {
    #expect(Self.written { $0.writeQuoted(value, isAlone: false) } == expected)
  }

  @Test func onlyValueOfARowIsNoBlankLine() {
    #expect(Self.written { $0.writeQuoted("", isAlone: true) } == "\"\"")
  }

  /// It goes out in pieces, and none is lost between them.
  @Test func longValueIsWrittenWhole() {
    let value = String(repeating: "ä\t日\"|\n", count: 40_000)
    let tabbed = Self.written { $0.writeTabbed(value) }
    let isWhole = tabbed == String(repeating: "ä\\t日\"|\\n", count: 40_000)
    #expect(isWhole)
  }

  @Test(arguments: [
    ("a|b", #"a\|b"#), (#"a\|b"#, #"a\\\|b"#), ("a\\", #"a\\"#), (#"\a"#, #"\a"#),
    ("a\r\nb", "a<br>b"), ("[[A|b]]", #"[[A\|b]]"#),
  ])
  func pipesAreEscaped(_ value: String, _ expected: String) {
    #expect(Self.written { $0.writeMarkdown(value) } == expected)
  }
}

/// Paths lead to the file from the folder that the user is in.
@Suite struct ShownPathsTests {
  @Test(arguments: [
    ("/a/vault", "/a/vault", "D/x.md"), ("/a/vault", "/a", "vault/D/x.md"),
    ("/a/vault", "/", "/a/vault/D/x.md"), ("/a/vault", "/a/vault/D", "x.md"),
    ("/a/vault", "/a/vault/D/E", "../x.md"), ("/a/vault", "/a/vault/E", "../D/x.md"),
    ("/a/vault", "/a/other/deep", "../../vault/D/x.md"), ("/a/vault", "/b", "/a/vault/D/x.md"),
    ("/", "/", "D/x.md"), ("/a/vault", "/a/vaults", "../vault/D/x.md"),
  ])
  func pathLeadsToTheFile(_ root: String, _ folder: String, _ expected: String) {
    #expect(ShownPaths(root: root, from: folder).shown("D/x.md") == expected)
  }

  @Test(arguments: [("/a/vault", "/a/vault/D/x.md"), ("/", "/D/x.md")])
  func absolutePathBeginsAtTheRoot(_ root: String, _ expected: String) {
    let paths = ShownPaths(root: root, from: root, isAbsolute: true)
    #expect(paths.shown("D/x.md") == expected)
    #expect(paths.absolute("D/x.md") == expected)
  }
}
