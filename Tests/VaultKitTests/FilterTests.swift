import Testing
import VaultKit

/// What filters let through, in a vault that has one note for each thing they can ask.
@Suite struct FilterTests {
  static let notes = [
    "Books/Dune.md": """
    ---
    status: Done
    pages: 412
    due: 2024-12-31
    author: "[[Frank Herbert]]"
    tags: [book/sf]
    ---
    # Dune
    A desert planet.
    ## Spice
    It extends life.
    """,
    "Books/Emma.md": """
    ---
    status: undone
    pages: 474.5
    due: 2025-01-15
    empty:
    list: []
    tags: book
    ---
    # Emma
    A village. #reading
    ## Plot
    She matches others.
    """,
    "bookshop.md": "#bookshop Open late, has a desert shelf.",
    "Daily/2025-01-02.md":
      "---\ndue: 2025-01-02 09:30\npages: \"1,000\"\n---\nRead about the desert.",
    "plain.md": "A desert without tags. Error in [x] and path (a or b).",
  ]

  struct Row: Sendable, CustomTestStringConvertible {
    let question: String
    let paths: String
    let reason: String

    init(_ question: String, _ paths: String, _ reason: String) {
      self.question = question
      self.paths = paths
      self.reason = reason
    }

    var testDescription: String { "\(reason): \(question)" }
  }

  static let rows = [
    Row("tag:book", "Dune Emma", "a tag and those below it, not one that begins like it"),
    Row("tag:#BOOK/SF", "Dune", "with its sign, in capitals"),
    Row("tag:reading", "Emma", "a tag of the text"),
    Row("-tag:book", "2025-01-02 bookshop plain", "all but"),
    Row("tag:book desert", "Dune", "words beside a filter"),
    Row("desert -tag:book", "2025-01-02 bookshop plain", "words without a tag"),
    Row("path:books/", "Dune Emma", "a part of the path"),
    Row("path:\"daily/2025\"", "2025-01-02", "in quotes"),
    Row("file:book", "bookshop", "only the name counts"),
    Row("file:.md desert file:plain", "plain", "two conditions"),
    Row("section:spice", "Dune", "a heading"),
    Row("section:spice life", "Dune", "a word below a heading"),
    Row("section:spice planet", "", "the word is elsewhere in the note"),
    Row("[status]", "Dune Emma", "a property"),
    Row("-[status]", "2025-01-02 bookshop plain", "no such property"),
    Row("[status:done]", "Dune Emma", "a part of the value"),
    Row("[STATUS:\"done\"]", "Dune", "the whole value"),
    Row("[status:\"done\" OR undone]", "Dune Emma", "one of two values"),
    Row("[author:herbert]", "Dune", "inside a link"),
    Row("[author:\"frank herbert\"]", "Dune", "the whole name of a link"),
    Row("[empty:null]", "Emma", "empty"),
    Row("[list:null]", "", "an empty list is not empty"),
    Row("[pages:>412]", "Emma", "greater"),
    Row("[pages:>=412]", "Dune Emma", "or equal"),
    Row("[pages<474]", "Dune", "without a colon"),
    Row("[pages:412]", "Dune", "a whole number"),
    Row("[pages:=474.5]", "Emma", "equal"),
    Row("[due:<2025-01-01]", "Dune", "before a day"),
    Row("[due:>2025-01-01]", "2025-01-02 Emma", "after a day, with a time or not"),
    Row("[due:<=2025-01]", "2025-01-02 Dune Emma", "a month counts to its end"),
    Row("[due:<2025]", "Dune", "a year"),
    Row("[due:2025-01-02]", "2025-01-02", "a day without its time"),
    Row("tag:reading OR tag:bookshop", "Emma bookshop", "either"),
    Row("(tag:book OR tag:bookshop) -[status:\"done\"]", "Emma bookshop", "brackets"),
    Row("tag:(bookshop OR reading)", "Emma bookshop", "brackets behind an operator"),
    Row("-(path:Books/ OR path:Daily)", "bookshop plain", "an excluded group"),
    Row(
      "-(tag:book path:Books) desert", "2025-01-02 bookshop plain", "a group excludes what has all"),
    Row("tag:book desert OR path:Daily", "2025-01-02 Dune", "a blank joins more tightly than OR"),
    Row("tag:reading OR \"without tags\"", "Emma plain", "a phrase or a tag"),
    Row("tag:book -desert", "Dune Emma", "sections without a word"),
    Row("tag:book -dune", "Emma", "a note whose title has the word"),
    Row("(tag:book", "Dune Emma", "a bracket that is never closed"),
    Row("tag:book)", "Dune Emma", "one that was never opened"),
    Row("OR tag:book OR", "Dune Emma", "an OR with nothing beside it"),
    Row("[x] error", "plain", "brackets around no property"),
    Row("path (a or b)", "plain", "brackets in text"),
    Row("http://tag:8080/ error", "plain", "a colon inside of a word"),
    Row("tag: error", "plain", "an operator without a value"),
  ]

  @Test(arguments: rows)
  func letsThrough(_ row: Row) throws {
    let vault = try TestVault(Self.notes)
    var found: Set<String> = []
    for path in try vault.paths(row.question) {
      found.insert(String(path.split(separator: "/").last?.dropLast(3) ?? ""))
    }
    #expect(found.sorted().joined(separator: " ") == row.paths)
  }

  @Test func filtersAloneListNotesInTheOrderOfPaths() throws {
    let vault = try TestVault(Self.notes)
    #expect(
      try vault.paths("-tag:none") == [
        "Books/Dune.md", "Books/Emma.md", "Daily/2025-01-02.md", "bookshop.md", "plain.md",
      ])
    let second = try vault.ask("-tag:none", AskOptions(limit: 2, offset: 1))
    #expect(second.answers.map(\.path) == ["Books/Emma.md", "Daily/2025-01-02.md"])
    #expect(second.answers[0].passage?.text == "A village. #reading")
    #expect(try vault.ask("section:spice").answers.map(\.headings) == [["Dune", "Spice"]])
  }

  @Test(arguments: [
    ("tag:boook", "no note has the tag 'boook'; nearest is 'book'"),
    ("path:nowhere desert", "no note's path holds 'nowhere'"),
    ("file:nothing.md", "no note's file name holds 'nothing.md'"),
    ("section:nowhere", "no heading holds 'nowhere'"),
    ("[pages:>5000]", "no note has [pages:>5000]"),
    ("[x] desert", "no note has a property 'x'; reading it as text"),
    (
      "[status:<done] desert",
      "'<done' compares with no number and no date; reading '[status:<done]' as text"
    ),
    ("(tag:book", "bracket is never closed; closing it at the end"),
    ("Dune [due:<2025", "bracket is never closed; reading it as text"),
    ("path:\"books", "quote is never closed; reading it as \"books\""),
  ])
  func saysWhatCouldNotBeMeant(_ question: String, _ message: String) throws {
    let vault = try TestVault(Self.notes)
    #expect(try vault.ask(question).repairs.map(\.message).contains(message))
  }

  @Test func filtersAreToldAsTyped() throws {
    let answers = try TestVault(Self.notes).ask("desert tag:#book -[status:undone] -roof")
    #expect(answers.filters == ["tag:#book", "-[status:undone]"])
    #expect(answers.terms == ["desert"])
    #expect(answers.excluded == ["roof"])
  }
}
