import TestSupport
import Testing
import VaultKit

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a search of a vault finds, in which order, and how its lines are shown.
struct SearchTests {
  private static func found(
    _ query: String, _ vault: TestVault, _ options: SearchOptions = SearchOptions()
  ) throws -> [FoundNote] {
    var notes: [FoundNote] = []
    try vault.open().forEachFound(by: VaultSearch(query), options) { notes.append($0) }
    return notes
  }

  private static func paths(
    _ query: String, _ vault: TestVault, _ options: SearchOptions = SearchOptions()
  ) throws -> [String] {
    try found(query, vault, options).map(\.path)
  }

  @Test func linesComeWithTheirPlaces() throws {
    let vault = try TestVault(["A.md": "\u{FEFF}---\nx: dog\n---\none\r\nthe dog, a Dog\r\n"])
    let note = try #require(try Self.found("dog", vault).first)
    #expect(note.lines.map(\.line) == [2, 5])
    #expect(note.lines.map(\.column) == [4, 5])
    #expect(note.lines.map(\.text) == ["x: dog", "the dog, a Dog"])
    #expect(note.lines.map(\.matches) == [[3..<6], [4..<7, 11..<14]])
  }

  @Test func longLinesAreCutAroundTheFirstPlace() throws {
    let vault = try TestVault([
      "A.md": String(repeating: "ä ", count: 5_000) + "dog" + String(repeating: " ü", count: 5_000)
    ])
    let line = try #require(try Self.found("dog", vault).first?.lines.first)
    #expect(line.column == 15_001)
    #expect(line.text.utf8.count < 320)
    let match = try #require(line.matches.first)
    #expect(Array(line.text.utf8)[match] == Array("dog".utf8)[...])
  }

  @Test func aLineIsShownOnceWithTheLinesAroundIt() throws {
    let vault = try TestVault(["A.md": "1\n2\ndog\n4\n5\ndog\n7\n8\n9\ndog"])
    var options = SearchOptions()
    options.context = 2
    let lines = try #require(try Self.found("dog", vault, options).first).lines
    #expect(lines.map(\.before) == [["1", "2"], [], ["9"]])
    #expect(lines.map(\.after) == [["4", "5"], ["7", "8"], []])
  }

  @Test(arguments: [
    (0, [false, false, false, false]), (1, [false, false, true, true]),
    (2, [false, false, false, true]), (5, [false, false, false, false]),
  ])
  func rowsWithLinesBetweenThemAreApart(context: Int, areApart: [Bool]) throws {
    let vault = try TestVault(["A.md": "1\ndog\n3\ndog\n5\n6\n7\n8\ndog\n10\n11\n12\n13\n14\ndog"])
    var options = SearchOptions()
    options.context = context
    let lines = try #require(try Self.found("dog", vault, options).first).lines
    #expect(lines.map(\.isApart) == areApart)
  }

  /// How far one card was shown says nothing of the next one.
  @Test func eachCardIsShownWithTheLinesBeforeAMatch() throws {
    let long = "1\\n2\\n3\\n4\\ndog\\n6\\n7"
    let vault = try TestVault([
      "C.canvas":
        #"{"nodes":[{"id":"1","type":"text","text":"\#(long)"},{"id":"2","type":"text","text":"a\nb\ndog"}]}"#
    ])
    var options = SearchOptions()
    options.context = 2
    let lines = try #require(try Self.found("dog", vault, options).first).lines
    #expect(lines.map(\.isApart) == [false, true])
    #expect(lines.map(\.before) == [["3", "4"], ["a", "b"]])
    #expect(lines.map(\.after) == [["6", "7"], []])
  }

  /// Where lines are only counted, one place of each is enough.
  @Test func countedLinesAreThoseWithAPlace() throws {
    let vault = try TestVault(["A.md": "dog dog\ncat\n\ndog cat\ncat dog dog\n"])
    var options = SearchOptions()
    for query in ["dog", "/d.g/", "/./", "dog cat", "line:(dog cat)", "\"dog\"", "line:-dog"] {
      options.wantsPlaces = true
      let all = try Self.found(query, vault, options).map(\.lineCount)
      options.wantsPlaces = false
      #expect(try Self.found(query, vault, options).map(\.lineCount) == all, "\(query)")
      #expect(all.first ?? 0 > 0)
    }
  }

  /// The index, which knows tags, and the text of a note say the same of a tag without a name.
  @Test func emptyTagIsAnyTag() throws {
    let vault = try TestVault(["A.md": "---\ntags: [x]\n---\n", "B.md": "#y", "C.md": "none"])
    for query in ["tag:#", "tag:# OR line:zz"] {
      #expect(
        try Self.found(query, vault, SearchOptions()).map(\.path) == ["A.md", "B.md"], "\(query)")
    }
  }

  /// What the index leaves out for its values is what the front matter leaves out, however it writes them.
  @Test(arguments: [
    "16", "0x10", "\"16\"", "1", "true", "yes", "null", "b", "\"a b\"", "\"a\tb\"", ".inf", ">10",
    "<20", "-16",
    "16 OR true", "(16 OR -true)", "/1./", "é", "\"\"", "q",
  ])
  func valuesAreAskedOfTheIndexAsOfTheNotes(value: String) throws {
    var notes: [String: String] = [:]
    let values = [
      "16", "0x10", "+16", "16.0", "1e1", "\"16\"", "true", "\"true\"", "null", "", "\"a\\tb\"",
      "a b", ".inf",
      "[1, 16]", "[]", "{q: 16}", "\"[[16]]\"", "É", "\"\\\"\"", "2026-01-02",
    ]
    for (number, value) in values.enumerated() {
      notes["\(number).md"] = "---\nx: \(value)\n---\n"
      // A field of the text is no property of a search.
      notes["f\(number).md"] = "x:: \(value)\n"
      notes["m\(number).md"] = "---\ny: 1\nX: \(value)\n---\nx:: 16\n"
    }
    let vault = try TestVault(notes)
    // The second one is asked of each note, since a text may stand anywhere.
    let narrowed = try Self.paths("[x:\(value)]", vault)
    #expect(narrowed == (try Self.paths("[x:\(value)] OR nowhere", vault)))
  }

  /// Of so many tags and properties the index is not asked about all.
  @Test func anyNumberOfTagsIsAskedFor() throws {
    var notes: [String: String] = [:]
    for number in 0..<100 {
      notes["n\(100 + number).md"] = "---\np\(number): 1\n---\n#t\(number)"
    }
    let vault = try TestVault(notes)
    for query in ["tag:t", "[p"] {
      let end = query == "[p" ? "]" : ""
      let all = (20..<100).map { query + String($0) + end }
      #expect(try Self.paths(all.joined(separator: " OR "), vault).count == 80)
      #expect(try Self.paths(all.map { "-" + $0 }.joined(separator: " "), vault).count == 20)
    }
  }

  /// A part of a text can have no tag that its note has not.
  @Test func tagsInPartsAreFound() throws {
    let vault = try TestVault([
      "A.md": "#t dog\n\ncat", "B.md": "#u dog", "C.md": "---\ntags: t\n---\ndog #u", "D.md": "dog",
      "E.canvas": #"{"nodes":[{"id":"1","type":"text","text":"dog #t"}]}"#,
    ])
    for (query, paths) in [
      ("line:(tag:t dog)", ["A.md"]), ("line:(-tag:t dog)", ["B.md", "C.md", "D.md", "E.canvas"]),
      ("-line:(tag:t)", ["B.md", "C.md", "D.md", "E.canvas"]),
      ("line:(tag:t OR tag:u)", ["A.md", "B.md", "C.md"]),
      ("section:(line:(tag:u))", ["B.md", "C.md"]), ("line:(tag:t cat)", []),
    ] {
      #expect(try Self.paths(query, vault) == paths, "\(query)")
    }
  }

  /// Notes are searched while vq looks for edits: what such a look finds counts.
  @Test func editsAreFoundByWhatTheIndexNarrows() throws {
    var notes: [String: String] = [:]
    for number in 0..<600 { notes["f\(number % 7)/n\(number).md"] = "dog\n" }
    notes["f0/tagged.md"] = "---\np: 1\n---\ndog #t\n"
    let vault = try TestVault(notes)
    #expect(try Self.paths("tag:t dog", vault) == ["f0/tagged.md"])
    try vault.folder.write("f3/n3.md", "---\np: 2\n---\ndog #t\n")
    #expect(try Self.paths("tag:t dog", vault) == ["f3/n3.md", "f0/tagged.md"])
    #expect(try Self.paths("[p:2]", vault) == ["f3/n3.md"])
    try vault.folder.write("f0/tagged.md", "dog\n")
    #expect(try Self.paths("[p] dog", vault) == ["f3/n3.md"])
    try vault.folder.write("f6/new.md", "#t/x cat")
    try vault.folder.remove("f3/n3.md")
    #expect(try Self.paths("tag:t", vault) == ["f6/new.md"])
  }

  @Test func longTagsAreFoundByAQuestionToo() throws {
    let long = String(repeating: "long", count: 12)
    let vault = try TestVault([
      "A.md": "#\(long)/\(long)/\(long)", "B.md": "#\(long)/\(long)x/\(long)",
      "C.md": "#\(long)x/\(long)/\(long)",
    ])
    for (tag, paths) in [
      (long, ["A.md", "B.md"]), ("\(long)/\(long)", ["A.md"]),
      ("\(long)/\(long)x/\(long)", ["B.md"]),
    ] {
      #expect(try vault.paths("tag:\(tag)") == paths)
      #expect(try Self.paths("tag:\(tag)", vault) == paths)
    }
  }

  @Test func cardsAreShownAsTheirText() throws {
    let vault = try TestVault([
      "C.canvas":
        "{\n\"nodes\":[\n{\"id\":\"1\",\"type\":\"text\",\"text\":\"one\\n\\\"my\\\" dog\"}]}"
    ])
    let line = try #require(try Self.found("dog", vault).first?.lines.first)
    #expect((line.line, line.column, line.text) == (3, 45, "\"my\" dog"))
  }

  /// Parts in parts multiply, and so do words in a long text; a line that is one long match of many does too.
  @Test(arguments: [
    String(repeating: "section:(e ", count: 12) + "/q/" + String(repeating: ")", count: 12),
    String(repeating: "block:(e ", count: 60) + "/q/" + String(repeating: ")", count: 60),
    String(repeating: "e OR ", count: 900) + "e",
    "/e/",
  ])
  func searchThatMultipliesEnds(_ query: String) throws {
    let headings = (1...6).map { String(repeating: "#", count: $0) + " e\n" }.joined()
    let vault = try TestVault([
      "A.md": headings + "zz\n", "B.md": String(repeating: "e", count: 300_000),
    ])
    do { _ = try Self.found(query, vault) } catch let error as VaultError {
      #expect(error.kind == .badQuery)
    }
  }

  @Test(arguments: ["needle", "tag:needle"])
  func whatCannotBeReadIsTold(_ query: String) throws {
    let vault = try TestVault(["A.md": "x"])
    #expect(mkfifo(vault.folder.path + "/odd.md", 0o600) == 0)
    let report = try vault.open().forEachFound(by: VaultSearch(query)) { _ in }
    #expect(report.refresh?.warnings == ["odd.md: not a regular file"])
  }

  @Test func filesAsTheyAreNowAreSearched() throws {
    let vault = try TestVault(["A.md": "dog #t", "B.md": "dog #t"])
    #expect(try Self.paths("dog", vault) == ["A.md", "B.md"])
    #expect(try Self.paths("tag:t dog", vault) == ["A.md", "B.md"])
    try vault.folder.remove("A.md")
    try vault.folder.write("C.md", "a dog #t")
    try vault.folder.write("B.md", "a cat #t")
    #expect(try Self.paths("dog", vault) == ["C.md"])
    #expect(try Self.paths("tag:t dog", vault) == ["C.md"])
    #expect(try Self.paths("tag:t", vault) == ["B.md", "C.md"])
  }

  @Test func longTagsAreFoundThroughTheIndex() throws {
    let long = "a" + String(repeating: "/bcdefghi", count: 20)
    let vault = try TestVault(["A.md": "#\(long)", "B.md": "#other"])
    #expect(try Self.paths("tag:a", vault) == ["A.md"])
    #expect(try Self.paths("tag:a/bcdefghi/bcdefghi/bcdefghi", vault) == ["A.md"])
    #expect(try Self.paths("tag:\(long)", vault) == ["A.md"])
  }

  @Test func excludedFilesAreLeftOut() throws {
    let vault = try TestVault([
      "A.md": "dog", "Old/B.md": "dog #t", "Old/c.png": "",
      ".obsidian/app.json": #"{"userIgnoreFilters":["old/"]}"#,
    ])
    #expect(try Self.paths("dog", vault) == ["A.md"])
    #expect(try Self.paths("tag:t", vault) == [])
    #expect(try Self.paths("path:old", vault) == [])
    var options = SearchOptions()
    options.includesExcluded = true
    #expect(try Self.paths("dog", vault, options) == ["A.md", "Old/B.md"])
  }

  @Test func ordersAreThoseOfObsidianAndOurs() throws {
    let vault = try TestVault([
      "b.md": "---\ncreated: 2026-03-01\n---\ndog",
      "x/A.md": "---\ndate created: 2025-01-01T10:00\n---\ndog dog",
      "c.md": "---\ncreated_at: 2026-03-01 08:00\n---\n# Dog\ndog dog dog",
    ])
    try vault.folder.setModified("b.md", 3_000_000)
    try vault.folder.setModified("x/A.md", 1_000_000)
    try vault.folder.setModified("c.md", 2_000_000)
    func order(_ sort: SearchSort, _ isReversed: Bool) throws -> [String] {
      var options = SearchOptions()
      (options.sort, options.isReversed) = (sort, isReversed)
      return try Self.paths("dog", vault, options)
    }
    #expect(try order(.name, false) == ["x/A.md", "b.md", "c.md"])
    #expect(try order(.name, true) == ["c.md", "b.md", "x/A.md"])
    #expect(try order(.modified, false) == ["b.md", "c.md", "x/A.md"])
    #expect(try order(.modified, true) == ["x/A.md", "c.md", "b.md"])
    #expect(try order(.created, false) == ["c.md", "b.md", "x/A.md"])
    #expect(try order(.created, true) == ["x/A.md", "b.md", "c.md"])
    #expect(try order(.rank, false).first == "c.md")
    var options = SearchOptions()
    options.limit = 2
    #expect(try Self.paths("dog", vault, options) == ["x/A.md", "b.md"])
  }

  @Test func queriesOfTasksAreBlocksToo() throws {
    let vault = try TestVault([
      "a.md":
        "```tasks\nnot done\n\nhas id\n```\n\n> ~~~tasks\n> done\n> ~~~\n\n```query\nx\n```\n`tasks`\n```tasksx\n```"
    ])
    let blocks = try vault.open().queryBlocks(of: "a").blocks
    #expect(blocks.map(\.language) == [.tasks, .tasks, .query])
    #expect(blocks.map(\.query) == ["not done\nhas id", "done", "x"])
    #expect(blocks.map(\.line) == [1, 7, 11])
  }

  @Test func aQueryBlockDoesNotFindItself() throws {
    let vault = try TestVault([
      "Board.md":
        "# Board\n\n```query\ndog\n-cat\n```\n\n~~~ query\ntag:x\n~~~\n\n```js\nquery\n```\n"
        + "- a\r\n  ```query\r\n  in list\r\n  ```\r\n- b\n\n> [!x]\n> ````query x\n> ```\n> in callout\n> ````\n\n"
        + "    ```query\n    indented\n\n```query\n```\n\n1. > ```query\n   > never closed",
      "A.md": "dog", "B.md": "dog cat",
    ])
    let opened = try vault.open()
    let (path, blocks) = try opened.queryBlocks(of: "Board")
    #expect(path == "Board.md")
    #expect(
      blocks.map(\.query) == [
        "dog -cat", "tag:x", "in list", "``` in callout", "", "never closed",
      ])
    #expect(blocks.map(\.line) == [3, 8, 16, 22, 30, 33])
    var found: [String] = []
    try opened.forEachFound(by: VaultSearch(blocks[0], of: path)) { found.append($0.path) }
    #expect(found == ["A.md"])
  }

  @Test func costlyPatternsEndWithAMessage() throws {
    let vault = try TestVault([
      "A.md": String(repeating: "a", count: 3_000) + "\n"
        + String(repeating: String(repeating: "a", count: 60) + "\n", count: 100)
    ])
    #expect(throws: VaultError.self) { try Self.found("/(a+)+[bc]/", vault) }
    #expect(throws: VaultError.self) { try VaultSearch("/(/") }
    #expect(throws: VaultError.self) { try VaultSearch(String(repeating: "(", count: 10_000)) }
  }

  /// What is found stays the same if it is too much to be kept.
  @Test func muchIsFoundInOrder() throws {
    var notes: [String: String] = [:]
    for number in 0..<100 {
      notes["n\(1000 + number).md"] = String(
        repeating: "dog \(number) and some words behind it\n", count: 1_000)
    }
    let vault = try TestVault(notes)
    let found = try Self.found("dog", vault)
    #expect(found.map(\.path) == notes.keys.sorted())
    #expect(found.filter { $0.lineCount != 1_000 || $0.lines.count != 1_000 }.isEmpty)
  }
}
