import Testing

@testable import NoteQuery

/// How a search is read, what is said of a repaired one, and what it means in words.
@Suite struct SearchReaderTests {
  @Test(arguments: [
    ("\"a b", 1, "quote is never closed; reading it as \"a b\""),
    ("a (b", 3, "'(' is never closed; closing it at the end"),
    ("[a:b", 1, "'[' is never closed; closing it at the end"),
    ("a /b c", 3, "'/' is never closed; reading it as text"),
    ("a ) b", 3, "')' closes nothing; leaving it out"),
    ("a ()", 3, "there is nothing between the brackets; leaving them out"),
    ("OR a", 1, "'OR' has nothing before it; leaving it out"),
    ("a OR", 3, "'OR' has nothing behind it; leaving it out"),
    ("a OR OR b", 6, "'OR' has nothing before it; leaving it out"),
    ("a - b", 3, "'-' stands alone; reading it as text"),
    ("lines:x", 1, "there is no operator 'lines:', nearest is 'line:'; reading it as text"),
    (
      "a Heading:x", 3,
      "there is no operator 'heading:' in a search, 'section:' is the nearest; reading it as text"
    ),
    (
      "-folder:x", 2,
      "there is no operator 'folder:' in a search, 'path:' is the nearest; reading it as text"
    ),
    (
      "due:today", 1,
      "there is no operator 'due:', a property is asked for as [due:today]; reading it as text"
    ),
    ("due:[x", 1, "there is no operator 'due:'; reading it as text"),
    ("tag: x", 1, "'tag:' has no value; reading it as text"),
  ])
  func repairIsTold(_ query: String, _ column: Int, _ message: String) throws {
    let repairs = try SearchReader.read(query).repairs
    #expect(repairs == [QueryRepair(column: column, message: message)])
  }

  @Test(arguments: [
    "https://a.b", "10:30", "std::vector", "a(b) c", "[[link]]", "[ ]", "[]", "well-known", "#tag",
    "file:a OR -path:(b c) [p] [p:<5]", "//server", "\"\"", "-\"a\"", "--a", "[p:http://x]",
  ])
  func nothingIsToldOfWhatIsRight(_ query: String) throws {
    #expect(try SearchReader.read(query).repairs.isEmpty)
  }

  @Test(arguments: ["", " ", "()", "OR", ")", "(())", "tag:()"])
  func nothingIsLeft(_ query: String) throws {
    #expect(try SearchReader.read(query).tree == nil)
  }

  @Test(arguments: [
    ("a", ["text 'a'"]),
    ("a b OR c", ["any of:", "  all of:", "    text 'a'", "    text 'b'", "  text 'c'"]),
    ("-\"a b\"", ["not: exactly 'a b'"]),
    ("--a", ["text 'a'"]),
    ("line:(a -b)", ["some line has:", "  all of:", "    text 'a'", "    not: text 'b'"]),
    ("tag:#x", ["the tag 'x', or one below it"]), ("tag:/x/", ["some tag has a match of /x/"]),
    ("task-todo:\"\"", ["some open task has any text"]),
    ("match-case:A", ["with the letter case as typed text 'A'"]),
    ("[due:<2026-01]", ["a property 'due' with a value that has less than 2026-01"]),
    ("[n:>=5.5]", ["a property 'n' with a value that has at least 5.5"]),
    ("[\"a:b\"]", ["a property 'a:b'"]),
    ("[p:null]", ["a property 'p' with a value that has no content"]),
    ("/a b/c", ["all of:", "  a match of /a b/", "  text 'c'"]),
    ("/[/]/", ["a match of /[/]/"]),
  ])
  func meansInWords(_ query: String, _ words: [String]) throws {
    #expect(try SearchReader.read(query).tree?.explanation == words)
  }

  @Test func hugeQueriesAreRefused() {
    #expect(throws: SearchError.tooLong) {
      try SearchReader.read(String(repeating: "a", count: 1 << 20))
    }
    #expect(throws: SearchError.tooDeep(column: 101)) {
      try SearchReader.read(String(repeating: "(", count: 10_000) + "a")
    }
    #expect(throws: SearchError.tooManyTerms) {
      try SearchReader.read(String(repeating: "a ", count: 1_001))
    }
    #expect(throws: Never.self) { try SearchReader.read(String(repeating: "-", count: 60_000)) }
  }
}
