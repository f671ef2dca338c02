import TestSupport
import Testing
import VaultKit

/// Searches of random vaults find what a plain second reading of the rules finds.
struct SearchLawTests {
  private static let words = [
    "dog", "cat", "Dog", "dogcat", "STAR", "starwars", "wars", "ärger", "ÄRGER", "Σίσυφος",
    "σίσυφοσ", "ab", "b",
    "#film", "#film/sf", "#Films", "x", "漢字", "don't",
  ]
  private static let texts = [
    "dog", "cat", "DOG", "og", "star", "Star", "war", "Ärger", "rge", "ΣΊΣΥΦΟΣ", "b", "film",
    "#film", "x", "字", "zzz",
    "n't", "md", "note",
  ]
  private static let phrases = [
    "dog", "dog cat", "star", "b", "og", "#film", "漢", "ärger", "", "cat dog", "don't",
  ]
  private static let patterns = ["^dog", "cat$", "d.g", "^$", "[ab]+ ", "sta(r|b)", "\\bdog\\b"]
  private static let names = ["status", "n", "list", "e", "tags", "none", "Status", "flag"]

  @Test(arguments: Rounds.seeds(12))
  func findsWhatTheRulesSay(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let files = (0..<8).map { Self.file($0, &random) }
    let vault = try TestVault(
      Dictionary(files.map { ($0.path, Self.text($0)) }, uniquingKeysWith: { first, _ in first }))
    let opened = try vault.open()
    for _ in 0..<20 {
      let query = Self.query(3, &random)
      let search = try VaultSearch(query.text)
      #expect(search.repairs.isEmpty, "\(query.text): \(search.repairs)")
      var found: [String] = []
      try opened.forEachFound(by: search) { note in
        found.append(note.path)
        for line in note.lines { Self.check(line, of: note.path, query.text) }
      }
      var names = SearchOptions()
      names.wantsLines = false
      var named: [String] = []
      try opened.forEachFound(by: search, names) { named.append($0.path) }
      var all = ListOptions()
      all.includesOthers = true
      var listed: [String] = []
      try opened.forEachListed(by: search, all) { listed.append($0.path) }
      let wanted = files.filter { SearchOracle(file: $0).finds(query) }.map(\.path).sorted()
      #expect(
        found.sorted() == wanted, "seed \(seed): \(query.text)\n\(Self.told(files, found, wanted))")
      #expect(named.sorted() == wanted, "seed \(seed), files alone: \(query.text)")
      #expect(listed.sorted() == wanted, "seed \(seed), as a list: \(query.text)")
      try Self.checkQuestion(query.text, seed, opened, files.map(\.path), wanted)
    }
  }

  /// A question with the search as a filter is answered from the same notes, and from the others with its opposite.
  private static func checkQuestion(
    _ query: String, _ seed: UInt64, _ vault: Vault, _ paths: [String], _ wanted: [String]
  ) throws {
    let notes = Set(paths.filter { $0.hasSuffix(".md") || $0.hasSuffix(".canvas") })
    let filter = "ignore-case:(\(query))"
    guard filter.utf8.count < 500 else { return }
    for (filter, wanted) in [
      (filter, notes.intersection(wanted)), ("-" + filter, notes.subtracting(wanted)),
    ] {
      let answers = try vault.ask(filter, AskOptions(limit: 0, perNote: 0))
      #expect(answers.filters == [filter])
      #expect(Set(answers.answers.map(\.path)) == wanted, "seed \(seed): \(filter)")
    }
  }

  private static func check(_ line: FoundLine, of path: String, _ query: String) {
    var end = 0
    for match in line.matches {
      #expect(
        match.lowerBound >= end && match.upperBound <= line.text.utf8.count, "\(query) in \(path)")
      end = match.upperBound
    }
  }

  private static func told(_ files: [OracleFile], _ found: [String], _ wanted: [String]) -> String {
    files.filter { found.contains($0.path) != wanted.contains($0.path) }
      .map {
        "--- \($0.path) \(wanted.contains($0.path) ? "is missed" : "is too much")\n\(text($0))"
      }
      .joined(separator: "\n")
  }

  // MARK: Vaults

  private static func some(_ random: inout SeededGenerator, _ range: ClosedRange<Int> = 1...3)
    -> String
  {
    (0..<Int.random(in: range, using: &random)).map { _ in
      words.randomElement(using: &random) ?? ""
    }.joined(separator: " ")
  }

  private static func file(_ number: Int, _ random: inout SeededGenerator) -> OracleFile {
    let folder = ["", "dog/", "Notes/x/"].randomElement(using: &random) ?? ""
    switch number {
    case 0: return OracleFile(path: folder + "dog pic.jpg")
    case 1: return OracleFile(path: folder + "Starb.base")
    case 2:
      var file = OracleFile(path: folder + "board.canvas")
      file.lines = (0..<2).map { _ in .init(text: some(&random), block: 0) }
      return file
    default: break
    }
    var file = OracleFile(
      path: folder + "note\(number) \(["", "cat", "Star"].randomElement(using: &random) ?? "").md")
    if Bool.random(using: &random) { file.properties = properties(&random) }
    for block in 0..<Int.random(in: 0...6, using: &random) { add(10 * block, to: &file, &random) }
    return file
  }

  private static func properties(
    _ random: inout SeededGenerator
  ) -> [(name: String, values: [OracleFile.Value])] {
    var properties: [(name: String, values: [OracleFile.Value])] = []
    func plain(_ random: inout SeededGenerator) -> String {
      ["dog", "Dog cat", "starwars", "ärger", "don't", "b"].randomElement(using: &random) ?? ""
    }
    if Bool.random(using: &random) { properties.append(("status", [.text(plain(&random))])) }
    if Bool.random(using: &random) {
      properties.append(("n", [.text("\(Int.random(in: 0...9, using: &random))")]))
    }
    if Bool.random(using: &random) {
      properties.append(
        ("list", (0..<Int.random(in: 0...3, using: &random)).map { _ in .text(plain(&random)) }))
    }
    if Bool.random(using: &random) { properties.append(("e", [.null])) }
    if Bool.random(using: &random) {
      properties.append(("flag", [.flag(Bool.random(using: &random))]))
    }
    if Bool.random(using: &random) { properties.append(("tags", [.text("film/b"), .text("dog")])) }
    return properties
  }

  private static func add(_ block: Int, to file: inout OracleFile, _ random: inout SeededGenerator)
  {
    switch Int.random(in: 0...4, using: &random) {
    case 0:
      let level = Int.random(in: 1...3, using: &random)
      file.lines.append(
        .init(
          text: String(repeating: "#", count: level) + " " + some(&random), block: block,
          level: level))
      return
    case 1:
      for item in 0..<Int.random(in: 1...3, using: &random) {
        let sign = [nil, " ", "x", "/"].randomElement(using: &random) ?? nil
        let indent = item > 0 && Bool.random(using: &random) ? "  " : ""
        file.lines.append(
          .init(
            text: "\(indent)- " + (sign.map { "[\($0)] " } ?? "") + some(&random),
            block: block + item, task: sign))
      }
    case 2:
      file.lines.append(.init(text: "```", block: block, isCode: true))
      file.lines.append(.init(text: some(&random), block: block, isCode: true))
      file.lines.append(.init(text: "```", block: block, isCode: true))
    default:
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        file.lines.append(.init(text: some(&random), block: block))
      }
    }
    file.lines.append(.init(text: ""))
  }

  private static func text(_ file: OracleFile) -> String {
    let body = file.lines.map(\.text)
    if file.path.hasSuffix(".canvas") {
      let card = body.joined(separator: #"\n"#)
      return #"{"nodes":[{"id":"a","type":"text","text":"\#(card)"}],"edges":[]}"#
    }
    guard file.isNote else { return "" }
    var front = ""
    for (name, values) in file.properties {
      switch (name, values.first) {
      case ("list", _), ("tags", _):
        front += "\(name): [\(values.map { "\"\($0.text ?? "")\"" }.joined(separator: ", "))]\n"
      case (_, .null): front += "\(name):\n"
      default: front += "\(name): \(values.first?.text ?? "")\n"
      }
    }
    return (file.properties.isEmpty ? "" : "---\n\(front)---\n") + body.map { $0 + "\n" }.joined()
  }

  // MARK: Queries

  private static func query(_ depth: Int, _ random: inout SeededGenerator) -> OracleQuery {
    func inner(_ random: inout SeededGenerator) -> OracleQuery { query(depth - 1, &random) }
    switch Int.random(in: depth > 0 ? 0...13 : 0...4, using: &random) {
    case 0, 1, 2: return .word(texts.randomElement(using: &random) ?? "")
    case 3: return .phrase(phrases.randomElement(using: &random) ?? "")
    case 4: return .pattern(patterns.randomElement(using: &random) ?? "")
    case 5, 6: return .all((0..<2).map { _ in inner(&random) })
    case 7: return .any((0..<2).map { _ in inner(&random) })
    case 8: return .not(inner(&random))
    case 9:
      let name = names.randomElement(using: &random) ?? ""
      return .property(name, Bool.random(using: &random) ? nil : value(1, &random))
    default:
      let scope =
        [
          "file", "path", "content", "tag", "tag", "line", "block", "section", "section", "task",
          "task-todo",
          "task-done", "match-case", "ignore-case",
        ].randomElement(using: &random) ?? ""
      return .scope(scope, inner(&random))
    }
  }

  private static func value(_ depth: Int, _ random: inout SeededGenerator) -> OracleQuery {
    switch Int.random(in: depth > 0 ? 0...9 : 0...6, using: &random) {
    case 0: return .null
    case 1: return Bool.random(using: &random) ? .yes : .no
    case 2: return .less(Double(Int.random(in: 0...9, using: &random)))
    case 3: return .more(Double(Int.random(in: 0...9, using: &random)))
    case 4, 5:
      return .word(["dog", "star", "cat", "true", "4"].randomElement(using: &random) ?? "")
    case 6: return .phrase(["dog", "dog cat", "b", "4"].randomElement(using: &random) ?? "")
    case 7: return .not(value(depth - 1, &random))
    case 8: return .all((0..<2).map { _ in value(depth - 1, &random) })
    default: return .any((0..<2).map { _ in value(depth - 1, &random) })
    }
  }
}
