import JSON
import Reports
import TestSupport
import Testing
import VaultKit

@testable import MCPServer

/// Every answer of every tool keeps its budget, and its pages together are the answer without one.
@Suite(.tags(.slow)) struct BudgetLawTests {
  /// Fewer tokens than these are asked for in vain.
  private static let least = 256

  // MARK: Random vaults

  private static let words = [
    "falcon", "owl", "a", "of", "日本語の文章", "naïve", "\"quoted\"", "back\\slash", "tab\there",
    "[[Note 1]]",
    "[[Nowhere]]", "[[Nowhere too#Deep]]", "[[Note 2|as 'shown']]", "![[Note 3]]", "#bird",
    "#птица/big",
    "**bold**", "`code`", "😀", "e\u{301}", "- [ ] todo", "falcon's",
  ]

  private static func line(_ random: inout SeededGenerator) -> String {
    let count = Int.random(in: 0..<10, using: &random) == 0 ? 400 : 15
    return (0..<Int.random(in: 0..<count, using: &random)).map { _ in
      words.randomElement(using: &random) ?? ""
    }.joined(separator: " ")
  }

  private static func note(_ random: inout SeededGenerator) -> String {
    var lines: [String] = []
    if Bool.random(using: &random) {
      let value = line(&random).filter { !"\"\\".contains($0) }
      lines = ["---", "aliases: [Alias]", "status: \"\(value)\"", "---"]
    }
    for _ in 0..<Int.random(in: 1..<30, using: &random) {
      switch Int.random(in: 0..<8, using: &random) {
      case 0:
        let marks = String(repeating: "#", count: Int.random(in: 1...6, using: &random))
        lines += ["", marks + " " + line(&random), ""]
      case 1: lines += ["- [ ] task " + line(&random), "- [x] done [[Nowhere]]"]
      case 2: lines += ["| a | b |", "|---|---|", "| " + line(&random) + " | x |"]
      case 3: lines += ["```", line(&random), "", "```"]
      default: lines.append(line(&random))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func vault(_ random: inout SeededGenerator) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for number in 1...6 {
      let place = number % 3 == 0 ? "Ordner/日本/" : ""
      try folder.write("\(place)Note \(number).md", note(&random))
    }
    return folder
  }

  // MARK: Calls

  private static func calls(_ random: inout SeededGenerator) -> [(String, [(String, JSONValue)])] {
    let note = JSONValue.text("Note \(Int.random(in: 1...6, using: &random))")
    let filters = ["", "tag:bird", "Nowhere", "task-todo:task"]
    let filter = JSONValue.text(filters.randomElement(using: &random) ?? "")
    let limit = JSONValue([1, 2, 5, 30].randomElement(using: &random) ?? 5)
    let questions = ["falcon", "owl bird", "日本語", "flarn", "status", "naïve todo"]
    let question = questions.randomElement(using: &random) ?? ""
    let long = String(repeating: "what does the falcon say of naïve owls ", count: 100)
    return [
      ("ask", [("questions", [.text(question)]), ("limit", limit)]),
      ("ask", [("questions", [.text(question), "todo"]), ("filter", filter)]),
      ("ask", [("questions", [.text(long)])]),
      ("show", [("note", note)]),
      ("show", [("note", .text((note.text ?? "") + ".md:9"))]),
      ("links", [("kind", "unresolved")]),
      ("list", [("filter", filter)]),
      ("list", [("fields", ["path", "title", "tags", "status"]), ("sort", "-size")]),
      ("list", [("kind", "tags")]), ("list", [("kind", "properties")]),
      ("list", [("kind", "tasks")]),
      ("resolve", [("link", note)]), ("resolve", [("link", .text(long))]),
      ("check", []),
      ("rename", [("note", note), ("to", "Another name")]),
    ]
      + ["out", "in", "mentions", "related", "unresolved"].map {
        ("links", [("note", note), ("kind", .text($0))])
      }
  }

  /// The lists that a page can have.
  private static let lists = [
    "answers", "links", "backlinks", "mentions", "related", "unresolved", "notes", "tags",
    "properties", "tasks", "problems", "changes",
  ]

  /// The things of a page; those of groups by themselves.
  private static func things(_ page: JSONValue) -> [JSONValue] {
    lists.flatMap { page[$0]?.list ?? [] }.flatMap { thing in
      thing["links"]?.list.map { links in links } ?? [thing]
    }
  }

  /// Whether a thing is another one, texts of it cut.
  private static func isCut(_ thing: JSONValue, of whole: JSONValue) -> Bool {
    switch (thing, whole) {
    case (.text(let text), .text(let all)):
      text == all || text.hasSuffix("…") && all.hasPrefix(text.dropLast())
    case (.list(let values), .list(let all)):
      values.count <= all.count && zip(values, all).allSatisfy { isCut($0, of: $1) }
    case (.object, .object):
      (thing.members ?? []).allSatisfy { member in
        whole[member.name].map { isCut(member.value, of: $0) } ?? false
      }
    default: thing == whole
    }
  }

  // MARK: Laws

  /// Returns the JSON of an answer that keeps its budget.
  private static func page(
    _ client: TestClient, _ tool: String, _ arguments: [(String, JSONValue)], tokens: Int,
    from: Int = 0
  ) throws -> JSONValue? {
    var arguments = arguments
    if tool != "resolve" {
      arguments += [("max_tokens", JSONValue(tokens)), ("from", JSONValue(from))]
    }
    let result = try #require(try client.tool(tool, JSONValue(arguments)))
    let text = try #require(result["content"]?.list?.first?["text"]?.text)
    let label = "\(tool) \(JSONValue(arguments).json)"
    guard let json = result["structuredContent"] else {
      #expect(result["isError"] == true && TokenCount.of(text) <= least, "\(label)")
      return nil
    }
    var budget = max(tool == "resolve" ? Tool.listTokens : tokens, least)
    // The one exception: a passage is never cut, and an answer has fields beside it.
    if let answers = json["answers"]?.list, answers.count == 1,
      let passage = answers[0]["passage"]?["text"]
    {
      budget = max(budget, least + TokenCount.of(passage.json))
    }
    #expect(TokenCount.of(text) <= budget, "text of \(label)")
    #expect(TokenCount.of(json.json) <= budget, "JSON of \(label)")
    return json
  }

  @Test(arguments: Rounds.seeds(2))
  func answersKeepTheirBudgets(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let folder = try Self.vault(&random)
    let client = try TestClient([folder], allowsRename: true)
    for (tool, arguments) in Self.calls(&random) {
      for tokens in [1, 50, 64, 300, Int.random(in: 1...3_000, using: &random)] {
        let from = Bool.random(using: &random) ? 0 : Int.random(in: 0..<40, using: &random)
        _ = try Self.page(client, tool, arguments, tokens: tokens, from: from)
      }
    }
    let other = try Self.vault(&random)
    let both = try TestClient([folder, other])
    for (tool, arguments) in Self.calls(&random) where tool == "ask" {
      let tokens = Int.random(in: 1...3_000, using: &random)
      _ = try Self.page(both, tool, arguments, tokens: tokens)
    }
  }

  @Test(arguments: Rounds.seeds(2))
  func pagesTogetherAreTheAnswer(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let folder = try Self.vault(&random)
    let client = try TestClient([folder], allowsRename: true)
    for (tool, arguments) in Self.calls(&random) where tool != "resolve" {
      var arguments = arguments
      // All answers, so that there is an end.
      if tool == "ask" { arguments = arguments.filter { $0.0 != "limit" } + [("limit", 100)] }
      let tokens = Int.random(in: 200...2_000, using: &random)
      let label = "\(tool) \(JSONValue(arguments).json) \(tokens)"
      guard let whole = try Self.page(client, tool, arguments, tokens: 100_000_000) else {
        continue
      }
      #expect(whole["next"] == .null, "\(label)")
      var pages: [JSONValue] = []
      var from: Int? = 0
      while let start = from {
        let page = try #require(
          try Self.page(client, tool, arguments, tokens: tokens, from: start), "\(label)")
        from = page["next"]?.integer
        if let from { try #require(from > start, "\(label)") }
        pages.append(page)
      }
      if tool == "show" {
        let texts = pages.compactMap { $0["text"]?.text }
        #expect(texts.joined() == whole["text"]?.text, "\(label)")
        continue
      }
      let (found, all) = (pages.flatMap(Self.things), Self.things(whole))
      #expect(found.count == all.count, "\(label)")
      for (thing, whole) in zip(found, all) {
        if tool == "ask" {
          #expect(thing["path"] == whole["path"] && thing["line"] == whole["line"], "\(label)")
          #expect(thing["passage"]?["text"] == whole["passage"]?["text"], "\(label)")
        } else {
          #expect(Self.isCut(thing, of: whole), "\(label): \(thing.json) \(whole.json)")
        }
      }
    }
  }

  /// The same as `--max-tokens`, which names the file of each path too.
  @Test(arguments: Rounds.seeds(2))
  func commandLineKeepsThem(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let (folder, index) = (try Self.vault(&random), try TemporaryFolder())
    let vault = try Vault(
      at: VaultPlace(
        option: folder.path, environment: nil, workingFolder: "/", obsidianList: nil,
        indexFolder: index.path))
    let look = Look(
      Style(isColored: false, hasHyperlinks: false), ShownPaths(root: vault.root, from: "/"),
      isTerminal: false)
    for _ in 0..<20 {
      let tokens = Int.random(in: 1...2_000, using: &random)
      let budget = max(tokens, Self.least)
      let list = try Report.problems(in: vault, kinds: [], includesStyle: false)
        .page(vault, look: look, from: 3, tokens: tokens)
      #expect(TokenCount.of(list.json) <= budget && TokenCount.of(list.text) <= budget)
      let shown = try vault.show("Note \(Int.random(in: 1...6, using: &random))")
      let note = BudgetedNote(shown, from: 0, tokens: tokens, look: look)
      for form in [OutputForm.text, .json] {
        let printed = try Self.printed(.shown(note, in: vault, hasHead: false), form, look)
        #expect(TokenCount.of(printed) <= budget, "\(tokens) \(printed)")
      }
      let answers = try vault.ask("owl falcon", AskOptions(limit: 7))
      for detail in [AnswerDetail.full, .usual, .brief] {
        let fitted = BudgetedAnswers(
          answers, BudgetedAnswers.Window(offset: 0, limit: 7, tokens: tokens),
          BudgetedAnswers.Look(roots: [vault.root], look, detail: detail, isExplained: true))
        let passage = fitted.answers.answers.first?.passage?.text ?? ""
        let most = max(budget, Self.least + TokenCount.of(JSONValue.text(passage).json))
        for form in [OutputForm.text, .json] {
          let printed = try Self.printed(.answers(fitted, hasRemarks: false), form, look)
          #expect(TokenCount.of(printed) <= most, "\(tokens) \(printed)")
        }
      }
    }
  }

  private static func printed(
    _ report: Report, _ form: OutputForm, _ look: Look
  ) throws -> String {
    var bytes: [UInt8] = []
    let output = Output(isTerminal: false, sink: { bytes.append(contentsOf: $0) })
    try report.print(as: form, to: output, look)
    output.flush()
    return String(decoding: bytes, as: UTF8.self)
  }
}
