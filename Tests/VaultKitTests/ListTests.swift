import TestSupport
import Testing
import VaultKit

/// Which files a list has, in which order, and what it tells of them.
struct ListTests {
  private static func paths(
    _ filter: String? = nil, _ vault: TestVault, _ change: (inout ListOptions) -> Void = { _ in }
  ) throws -> [String] {
    var options = ListOptions()
    change(&options)
    var paths: [String] = []
    try vault.open().forEachListed(by: filter.map { try VaultSearch($0) }, options) {
      paths.append($0.path)
    }
    return paths
  }

  private static func sorted(
    by sort: String, _ vault: TestVault, reversed: Bool = false
  ) throws -> [String] {
    try paths(nil, vault) { ($0.sort, $0.isReversed) = (ListSort(sort), reversed) }
  }

  @Test func numbersComeBeforeTextsAndNothingLast() throws {
    let vault = try TestVault([
      "A.md": "---\nr: 10\n---", "B.md": "---\nr: 9.5\n---", "C.md": "---\nr: good\n---",
      "D.md": "---\nr:\n---", "E.md": "x", "F.md": "---\nR: [Best, 1]\n---", "G.md": "r:: -3",
    ])
    let order = ["G.md", "B.md", "A.md", "F.md", "C.md"]
    #expect(try Self.sorted(by: "r", vault) == order + ["D.md", "E.md"])
    #expect(try Self.sorted(by: "property.r", vault) == order + ["D.md", "E.md"])
    #expect(try Self.sorted(by: "R", vault, reversed: true) == order.reversed() + ["D.md", "E.md"])
  }

  @Test func ordersOfFilesAndLinks() throws {
    let vault = try TestVault([
      "b/A.md": "one two three [[B]] [[B#x]] [[none]]", "a/B.md": "one [[B]] [[A]]",
      "C.md": "one two",
    ])
    #expect(try Self.sorted(by: "name", vault) == ["b/A.md", "a/B.md", "C.md"])
    #expect(try Self.sorted(by: "name", vault, reversed: true) == ["C.md", "a/B.md", "b/A.md"])
    #expect(try Self.sorted(by: "path", vault) == ["C.md", "a/B.md", "b/A.md"])
    #expect(try Self.sorted(by: "size", vault) == ["b/A.md", "a/B.md", "C.md"])
    #expect(try Self.sorted(by: "words", vault) == ["b/A.md", "a/B.md", "C.md"])
    #expect(try Self.sorted(by: "links", vault) == ["b/A.md", "a/B.md", "C.md"])
    // A link of a note to itself does not count.
    #expect(try Self.sorted(by: "backlinks", vault) == ["a/B.md", "b/A.md", "C.md"])
  }

  @Test func numbersAreThoseOfOtherCommands() throws {
    let vault = try TestVault([
      "A.md": "one two [[B]] [[B]] [[none]] ![[p.png]]", "B.md": "[[B]] [[A]]", "p.png": "",
    ])
    let opened = try vault.open()
    var options = ListOptions()
    options.includesOthers = true
    options.details = Set(ListOptions.Detail.allCases)
    var files: [String: ListedFile] = [:]
    try opened.forEachListed(by: nil, options) { files[$0.path] = $0 }
    for name in ["A.md", "B.md", "p.png"] {
      #expect(files[name]?.backlinks == (try opened.backlinks(to: name).links.count), "\(name)")
    }
    #expect(files["A.md"]?.links == 4)
    #expect(files["A.md"]?.size == 39)
    #expect(files["p.png"]?.size == 0)
    #expect(files["p.png"]?.words == nil)
    #expect(files["p.png"]?.modified != nil)
  }

  @Test func creationIsAPropertyBeforeTheFile() throws {
    let vault = try TestVault([
      "A.md": "---\ncreated: 2020-01-02\n---", "B.md": "---\ndate created: 2021-01-02 10:30\n---",
      "C.md": "---\nmade: 2019-05-06\ncreated: 99999-99-99\n---", "D.md": "---\ncreated: [a]\n---",
    ])
    #expect(try Self.sorted(by: "created", vault, reversed: true).prefix(2) == ["A.md", "B.md"])
    let opened = try vault.open()
    opened.createdProperties = ["made"]
    var options = ListOptions()
    (options.sort, options.isReversed) = (.created, true)
    var paths: [String] = []
    try opened.forEachListed(by: nil, options) { paths.append($0.path) }
    #expect(paths.first == "C.md")
    let before = try #require(Day("2021-01-01")).start
    #expect(
      try Self.paths(nil, vault) { ($0.sort, $0.before) = (.created, before) } == ["A.md"])
  }

  @Test func windowsOfTimeAndOfTheList() throws {
    let vault = try TestVault(["A.md": "a", "B.md": "b", "C.md": "c"])
    #expect(try Self.paths(nil, vault) { ($0.offset, $0.limit) = (1, 1) } == ["B.md"])
    #expect(try Self.paths(nil, vault) { $0.offset = .max } == [])
    #expect(try Self.paths(nil, vault) { $0.since = 1 }.count == 3)
    #expect(try Self.paths(nil, vault) { $0.before = 1 } == [])
  }

  @Test func othersAndExcludedFilesComeIfAskedFor() throws {
    let vault = try TestVault([
      "A.md": "dog", "old/B.md": "dog #t", "p.png": "", "c.canvas": "",
      ".obsidian/app.json": #"{"userIgnoreFilters":["old/"]}"#,
    ])
    #expect(try Self.paths(nil, vault) == ["A.md"])
    #expect(try Self.paths("tag:t", vault) == [])
    #expect(try Self.paths("tag:t", vault) { $0.includesExcluded = true } == ["old/B.md"])
    #expect(
      try Self.paths(nil, vault) { $0.includesOthers = true } == ["A.md", "c.canvas", "p.png"])
    #expect(try Self.paths("file:png", vault) { $0.includesOthers = true } == ["p.png"])
  }

  @Test func chanceIsTheSameFromOneNumberOn() throws {
    let vault = try TestVault(
      Dictionary(uniqueKeysWithValues: (0..<30).map { ("N\($0).md", "x") }))
    let first = try Self.paths(nil, vault) { ($0.sort, $0.seed) = (.random, 7) }
    #expect(try Self.paths(nil, vault) { ($0.sort, $0.seed) = (.random, 7) } == first)
    #expect(try Self.paths(nil, vault) { ($0.sort, $0.seed) = (.random, 8) } != first)
    #expect(first.sorted() == (try Self.paths(nil, vault)).sorted())
  }

  @Test func valuesOfAPropertyAreCounted() throws {
    let vault = try TestVault([
      "A.md": "---\ns: [On, on, 3]\n---", "B.md": "---\nS: ON\n---",
      "C.md": "---\ns: 3.0\n---\ns:: off",
      "D.md": "---\ns:\n---", "old/E.md": "---\ns: hidden\n---",
      ".obsidian/app.json": #"{"userIgnoreFilters":["old/"]}"#,
    ])
    let values = try vault.open().values(ofProperty: "S")
    #expect(values.map(\.name) == ["3", "On", "null", "off"])
    #expect(values.map(\.notes) == [2, 2, 1, 1])
  }

  /// What no text is needed for comes from the index: files that cannot be read any more are listed all the same.
  @Test(arguments: [
    "tag:t", "-tag:u", "path:a tag:t", "file:a", "tag:t OR file:zz", "-(tag:u)",
    "[s]", "[S] -[z]", "[s:dra]", "[s:\"draft\"]", "-([s:other] OR tag:u)", "[n:4]", "[n:<5]",
    "[n:-5]", "[f:TRUE]", "[f:TRUE OR FALSE]", "[e:null]", "[e] -[e:x]", "[l]", "[l:2]", "[d:2026]",
  ])
  func notesAreNotReadForTagsPropertiesAndNames(_ filter: String) throws {
    let front = "s: Draft\nn: 4\nf: true\ne:\nl: [1, 2]\nd: 2026-01-02"
    let vault = try TestVault([
      "a.md": "---\n\(front)\n---\n#t",
      "b.md": "#u s:: Draft\n\ns:: draft\n[n:: 4] [f:: true] [e:: null] [l:: 2] [d:: 2026]",
    ])
    let opened = try vault.open()
    try opened.refresh()
    let plain = try opened.forEachListed(by: VaultSearch(filter), ListOptions()) {
      #expect($0.path == "a.md")
    }
    #expect(plain.files == 1)
    #expect(plain.readFiles == 0)
  }
}
