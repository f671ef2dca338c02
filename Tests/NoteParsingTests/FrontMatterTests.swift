import NoteModel
import NoteParsing
import Testing

/// Where a front matter begins and ends, and what its YAML means.
@Suite struct FrontMatterTests {
  @Test(arguments: [
    Row("F1 empty: a block but no properties", "---⏎---⏎", "yaml 0:0–1:3"),
    Row("F2 null", "---⏎tags:⏎---⏎", "tags = null; yaml 0:0–2:3; front 0:0–2:3"),
    Row("F3 a blank line above", "⏎---⏎a: 1⏎---", ""),
    Row("F4 blank lines inside", "---⏎⏎k: v⏎⏎---⏎", "k = 'v'; yaml 0:0–4:3; front 0:0–4:3"),
    Row(
      "F5 JSON", "---⏎{⏎\"tags\": \"journal\",⏎\"publish\": false⏎}⏎---",
      "tags = 'journal'; publish = false; yaml 0:0–5:3; front 0:0–5:3"),
    Row("F6 byte order mark", "\u{FEFF}---⏎a: 1⏎---", "a = 1; yaml 0:0–2:3; front 0:0–2:3"),
    Row("F7 blank after the closer", "---⏎a: 1⏎--- ⏎", "a = 1; yaml 0:0–2:3; front 0:0–2:3"),
    Row("F7 tab after the closer", "---⏎a: 1⏎---TAB⏎", "a = 1; yaml 0:0–2:3; front 0:0–2:3"),
    Row("F8 four hyphens", "----⏎a: 1⏎---", ""),
    Row("F9 blank after the opener", "--- ⏎a: 1⏎---", ""),
    Row("F10 dots do not close", "---⏎a: 1⏎...⏎b⏎", ""),
    Row("F11 closer at the end", "---⏎a: 1⏎---", "a = 1; yaml 0:0–2:3; front 0:0–2:3"),
    Row("F12 CRLF", "---\r⏎tags:\r⏎---\r⏎", "tags = null; yaml 0:0–2:3; front 0:0–2:3"),
    Row("F13 never closed", "---⏎a: 1⏎", ""),
    Row("only a comment is empty", "---⏎# c⏎---⏎x", "yaml 0:0–2:3"),
    Row("the first closer wins", "---⏎a: 1⏎---⏎b⏎---⏎", "a = 1; yaml 0:0–2:3; front 0:0–2:3"),
  ])
  func frontMatterReachesFromFirstToNextDelimiter(_ row: Row) {
    let note = row.note
    var found = note.properties.filter { $0.origin == .frontMatter }
      .map { "\($0.key) = \(NoteDump.show($0.value))" }
    found += note.blocks.filter { $0.kind == .yaml }.map { "yaml \(Row.place($0.range, in: note))" }
    if let range = note.frontMatter { found.append("front \(Row.place(range, in: note))") }
    #expect(found.joined(separator: "; ") == row.expected)
  }

  @Test(arguments: [
    Row("Y1", "k:", "k = null"),
    Row("Y2", "k: []", "k = []"),
    Row("Y3", "k:⏎  -⏎  -", "k = [null, null]"),
    Row("Y4 whole", "n: 42", "n = 42"),
    Row("Y4 fraction", "n: 3.14", "n = 3.14"),
    Row("Y4 a sum is text", "n: 1+1", "n = '1+1'"),
    Row("Y5 true", "b: true", "b = true"),
    Row("Y5 yes is text", "b: yes", "b = 'yes'"),
    Row("on and off are text", "a: on⏎b: Off", "a = 'on'; b = 'Off'"),
    Row("Y6 dates are text", "d: 2020-08-21", "d = '2020-08-21'"),
    Row(
      "Y7", "creation date: 2024-05-25T15:17:00", "creation date = '2024-05-25T15:17:00'"),
    Row("Y8", "p:⏎  - c:⏎    - g: 1", "p = [{c: [{g: 1}]}]"),
    Row("Y9", "s: \"  padded  \"", "s = '  padded  '"),
    Row("Y10", "q: |⏎  a⏎    b⏎  # not a comment", "q = 'a\n  b\n# not a comment\n'"),
    Row("Y11", "q: |-⏎  one?⏎  two?", "q = 'one?\ntwo?'"),
    Row("Y12", "q: >-⏎  one⏎  two", "q = 'one two'"),
    Row("Y13", "l: [[x]]", "l = [['x']]"),
    Row("Y14", "k: |⏎  a \\⏎  b", "k = 'a \\\nb\n'"),
    Row("keep", "q: |+⏎  a⏎⏎r: b", "q = 'a\n\n'; r = 'b'"),
    Row("null words", "a: ~⏎b: Null⏎c: nULL", "a = null; b = null; c = 'nULL'"),
    Row(
      "words in three spellings", "a: True⏎b: TRUE⏎c: tRUE⏎d: False⏎e: FALSE⏎f: fALSE⏎g: NULL",
      "a = true; b = true; c = 'tRUE'; d = false; e = false; f = 'fALSE'; g = null"),
    Row("signs of exponents", "a: 1e+3⏎b: 1E-2⏎c: 1e+", "a = 1e+3; b = 1E-2; c = '1e+'"),
    Row(
      "no digits of that base", "a: 0x+1⏎b: 0o-7⏎c: 0o8⏎d: 0xG⏎e: 0x",
      "a = '0x+1'; b = '0o-7'; c = '0o8'; d = '0xG'; e = '0x'"),
    Row("hexadecimal and octal", "a: 0x1F⏎b: 0o17⏎c: 017", "a = 0x1F; b = 0o17; c = 017"),
    Row("exponents", "a: 1e3⏎b: .5⏎c: 5.⏎d: +1⏎e: 1e", "a = 1e3; b = .5; c = 5.; d = +1; e = '1e'"),
    Row("infinity", "a: -.inf⏎b: .NaN⏎c: inf", "a = -.inf; b = .NaN; c = 'inf'"),
    Row("quoted numbers are text", "a: \"1\"⏎b: '2'", "a = '1'; b = '2'"),
    Row("quotes in quotes", "a: 'it''s'⏎b: \"x\\\"y\\n\"", "a = 'it's'; b = 'x\"y\n'"),
    Row("comments", "a: b # c⏎# d⏎e: f#g", "a = 'b'; e = 'f#g'"),
    Row("text that goes on", "a: b⏎  c⏎d: e", "a = 'b c'; d = 'e'"),
    Row("anchors", "a: &x [1, 2]⏎b: *x", "a = [1, 2]; b = [1, 2]"),
    Row("lists at their key's column", "a:⏎- b⏎-⏎  - c⏎d: e", "a = ['b', ['c']]; d = 'e'"),
    Row("trailing commas", "a: [b, c,]⏎d: {e: f,}", "a = ['b', 'c']; d = {e: 'f'}"),
    Row("keys alone in braces", "a: {b, c: , d: e}", "a = {b: null, c: null, d: 'e'}"),
    Row("brackets over lines", "a: [b,⏎  c d⏎  e, {f:⏎    g}]", "a = ['b', 'c d e', {f: 'g'}]"),
    Row("merge keys are ordinary", "a: &x {k: 1}⏎b: {<<: *x}", "a = {k: 1}; b = {<<: {k: 1}}"),
    Row("tagged text", "a: !!str 1", "a = '1'"),
    Row("a URL", "u: https://e.org/#x", "u = 'https://e.org/#x'"),
    Row("nested map", "m:⏎  a: 1⏎  b:⏎    c: 2", "m = {a: 1, b: {c: 2}}"),
    Row("a template's placeholder", "t: {{date}}", "t = {{ date }: null}"),
    Row("key without a blank", "a: b⏎\"c\": d", "a = 'b'; c = 'd'"),
    Row("emoji and CJK", "日本: 😀", "日本 = '😀'"),
    Row(
      "what ends a line in YAML 1.1 only", "a: b\u{2028}c # d⏎e: {f: g\u{85}h, i: \"\u{2029}j\"}",
      "a = 'b\u{2028}c'; e = {f: 'g\u{85}h', i: '\u{2029}j'}"),
    Row(
      "the same beside what stands in for it", "a: {b: \"c\u{2028}\u{7FB}\u{85}\"}",
      "a = {b: 'c\u{2028}\u{7FB}\u{85}'}"),
    Row("the same folded", "a: >-⏎  b\u{2028}c⏎  d", "a = 'b\u{2028}c d'"),
    Row("an escape for one", "a: \"b\\L\\Nc\"", "a = 'b\u{2028}\u{85}c'"),
  ])
  func valueHasItsTypeAndText(_ row: Row) {
    let note = Row.read("---\n\(row.source)\n---\n")
    let found = note.properties.map { "\($0.key) = \(NoteDump.show($0.value))" }
    #expect(found.joined(separator: "; ") == row.expected)
    #expect(note.problems == [])
  }

  @Test(arguments: [
    Row("V1 the last one wins", "---⏎a: 1⏎a: 2⏎---⏎", "a = 2 | yaml-duplicate-key 3:1"),
    Row("V2 body is read", "---⏎a: [1⏎---⏎#y [[N]]", "#y N | yaml-invalid 3:1"),
    Row("V3 a list", "---⏎- x⏎- y⏎---⏎", " | yaml-invalid 2:1"),
    Row("V4 a scalar", "---⏎just text⏎---⏎", " | yaml-invalid 2:1"),
    Row("V5 no tags either", "---⏎tags: [x⏎---⏎#y", "#y | yaml-invalid 3:1"),
    Row(
      "V6 tags of the last one", "---⏎tags: [x]⏎tags: [y]⏎---⏎",
      "tags = ['y'] #y | yaml-duplicate-key 3:1"),
    Row(
      "V7 case makes another key", "---⏎Tags: [x]⏎tags: [y]⏎---⏎",
      "Tags = ['x'] tags = ['y'] #x #y | "),
    Row(
      "deeper keys too", "---⏎a:⏎  b: 1⏎  b: 2⏎---⏎", "a = {b: 2} | yaml-duplicate-key 4:3"),
    Row("a bomb", "---⏎\(bomb)⏎---⏎#y", "#y | yaml-invalid 6:45"),
    Row("too deep", "---⏎a: \(deep)⏎---⏎", " | yaml-invalid 2:259"),
    Row("an alias of itself", "---⏎a: &x [*x]⏎---⏎", " | yaml-invalid 2:8"),
    Row("an unknown alias", "---⏎a: *x⏎---⏎", " | yaml-invalid 2:4"),
    Row("two documents", "---⏎a: 1⏎...⏎b: 2⏎---⏎", " | yaml-invalid 4:1"),
    Row("a tab", "---⏎a:⏎TAB- b⏎---⏎", " | yaml-invalid 3:1"),
    Row("place after wide characters", "---⏎é: 日⏎é: [⏎---⏎", " | yaml-invalid 4:1"),
  ])
  func invalidFrontMatterIsReportedAtItsPlace(_ row: Row) {
    let note = row.note
    var found = note.properties.map { "\($0.key) = \(NoteDump.show($0.value))" }
    found += note.tags.map { "#\($0.name)" } + note.links.map(\.link)
    let problems = note.problems.map {
      "\($0.kind.rawValue) \($0.position.line):\($0.position.column)"
    }
    #expect(found.joined(separator: " ") + " | " + problems.joined(separator: " ") == row.expected)
    #expect(note.blocks.contains { $0.kind == .yaml })
  }

  private static let bomb =
    "a0: &a0 [x, x, x, x, x, x, x, x, x, x]⏎"
    + (1...6).map { level in
      let last = "*a\(level - 1)"
      return "a\(level): &a\(level) [\(Array(repeating: last, count: 10).joined(separator: ", "))]"
    }.joined(separator: "⏎")

  private static let deep = String(repeating: "[", count: 1_000)

  @Test(arguments: [
    Row(
      "like a front matter", "---⏎a: 1⏎b:⏎  - c⏎⏎text",
      "front matter is never closed; expected '---' before line 5, reading it as text"),
    Row("a thematic break", "---⏎text⏎", ""),
  ])
  func neverClosed(_ row: Row) {
    #expect(row.note.problems.map(\.message).joined() == row.expected)
    #expect(row.note.frontMatter == nil)
  }

  @Test func bytesThatAreNotUTF8ReadAsReplacements() {
    var parser = NoteParser()
    let bytes = Array("---\na: x".utf8) + [0xFF] + Array("y\naliases: [z]\n---\n".utf8)
    let note = parser.parse(bytes, path: VaultPath("a.md"))
    #expect(note.properties.map(\.value) == [.text("x\u{FFFD}y"), .list([.text("z")])])
    #expect(note.aliases == [Alias(text: "z", range: SourceRange(21, 22))])
    #expect(note.problems.map(\.kind) == [.encodingInvalid])
    #expect(note.problems.first?.position == Position(line: 2, column: 5))
  }
}
