import Foundation
import TestSupport
import Testing
import VaultKit

/// Queries of random tasks find what a plain second reading of the rules finds, and those of a real vault are read.
@Suite(.tags(.slow)) struct TaskBlockLawTests {
  private struct Task {
    var name: String
    var path: String
    var sign: Character
    var tags: [String]
    /// In August 2026.
    var due: Int?
    /// 0 for highest to 5 for lowest.
    var priority: Int

    var isDone: Bool { sign == "x" || sign == "-" }

    var line: String {
      let signs = ["🔺", "⏫", "🔼", "", "🔽", "⏬"]
      let day = due.map { " 📅 2026-08-" + ($0 < 10 ? "0" : "") + String($0) } ?? ""
      let tags = tags.map { " #" + $0 }.joined()
      return "- [\(sign)] \(name)\(tags) \(signs[priority])\(day)"
    }
  }

  /// A filter as a query writes it, with what it means.
  private indirect enum Filter {
    case test(String, (Task) -> Bool)
    case not(Filter)
    case both(String, Filter, Filter)

    var text: String {
      switch self {
      case .test(let text, _): text
      case .not(let inner): "NOT (\(inner.text))"
      case .both(let name, let one, let other): "(\(one.text)) \(name) (\(other.text))"
      }
    }

    func holds(_ task: Task) -> Bool {
      switch self {
      case .test(_, let holds): return holds(task)
      case .not(let inner): return !inner.holds(task)
      case .both(let name, let one, let other):
        let (first, second) = (one.holds(task), other.holds(task))
        return name == "AND" ? first && second : name == "OR" ? first || second : first != second
      }
    }
  }

  private static let paths = ["A.md", "Work/B.md", "Work/In (c)/C.md"]
  private static let tags = ["x", "y", "xy", "x/z"]

  private static func task(_ number: Int, _ random: inout SeededGenerator) -> Task {
    let wanted = tags.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
    let due = Int.random(in: 0..<12, using: &random)
    return Task(
      name: "t\(number)e", path: paths.randomElement(using: &random) ?? "A.md",
      sign: Array(" x/-?").randomElement(using: &random) ?? " ", tags: wanted,
      due: due == 0 ? nil : due, priority: Int.random(in: 0..<6, using: &random))
  }

  private static func test(_ random: inout SeededGenerator) -> Filter {
    let number = Int.random(in: 1..<12, using: &random)
    let day = "2026-08-" + (number < 10 ? "0" : "") + String(number)
    let tag = tags.randomElement(using: &random) ?? ""
    let rank = Int.random(in: 0..<6, using: &random)
    let name = ["highest", "high", "medium", "none", "low", "lowest"][rank]
    let tests: [Filter] = [
      .test("done") { $0.isDone }, .test("not done") { !$0.isDone },
      .test("due \(day)") { $0.due == number },
      .test("due before \(day)") { $0.due.map { $0 < number } ?? false },
      .test("due on or after \(day)") { $0.due.map { $0 >= number } ?? false },
      .test("due after 2026-08-02 \(day)") { $0.due.map { $0 > max(2, number) } ?? false },
      .test("has due date") { $0.due != nil }, .test("no tags") { $0.tags.isEmpty },
      .test("tags include #\(tag)") { $0.tags.contains { ("#" + $0).contains("#" + tag) } },
      .test("tag does not include \(tag)") { !$0.tags.contains { $0.contains(tag) } },
      .test("priority is above \(name)") { $0.priority < rank },
      .test("priority is not \(name)") { $0.priority != rank },
      .test("path includes IN (C)/") { $0.path.contains("In (c)") },
      .test("folder does not include work/") { !$0.path.contains("/") },
      .test("description includes t\(number)e") { $0.name == "t\(number)e" },
      .test("description regex matches /^t1/") { $0.name.hasPrefix("t1") },
      .test("status.type is TODO") { $0.sign == " " || $0.sign == "?" },
    ]
    return tests[Int.random(in: 0..<tests.count, using: &random)]
  }

  private static func filter(_ depth: Int, _ random: inout SeededGenerator) -> Filter {
    switch depth == 0 ? 0 : Int.random(in: 0..<4, using: &random) {
    case 0: return test(&random)
    case 1: return .not(filter(depth - 1, &random))
    default:
      let name = ["AND", "OR", "XOR"].randomElement(using: &random) ?? "AND"
      return .both(name, filter(depth - 1, &random), filter(depth - 1, &random))
    }
  }

  @Test(arguments: Rounds.seeds(6))
  func findsWhatTheRulesSay(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let tasks = (0..<40).map { Self.task($0, &random) }
    let filters = (0..<40).map { _ in
      (0..<Int.random(in: 1...2, using: &random)).map { _ in Self.filter(3, &random) }
    }
    var notes: [String: String] = [:]
    for path in Self.paths {
      notes[path] = tasks.filter { $0.path == path }.map(\.line).joined(separator: "\n")
    }
    notes["Board.md"] = filters.map { lines in
      "```tasks\n" + lines.map { $0.text + "\n" }.joined() + "```\n"
    }.joined(separator: "\n")
    let vault = try TestVault(notes)
    let opened = try vault.open()
    let (path, blocks) = try opened.queryBlocks(of: "Board")
    #expect(blocks.count == filters.count)
    let answers = TaskBlocks(in: opened)
    for (block, filters) in zip(blocks, filters) {
      var found: Set<String> = []
      for group in try answers.answer(block, of: path).groups {
        try answers.forEachTask(of: group) { task in
          found.insert(String(task.description.prefix { $0 != " " }))
          return true
        }
      }
      let wanted = tasks.filter { task in filters.allSatisfy { $0.holds(task) } }.map(\.name)
      #expect(found == Set(wanted), "seed \(seed): \(block.query)")
    }
  }

  /// The plugin's own demonstration: of its queries a few are wrong on purpose, and others run JavaScript.
  @Test(.enabled(if: Corpora.has("obsidian-oracle/vault"), "needs the corpora (VQ_CORPORA)"))
  func queriesOfARealVaultAreRead() throws {
    let indexes = try TemporaryFolder()
    let vault = try Vault(
      at: VaultPlace(
        option: Corpora.root.appendingPathComponent("obsidian-oracle/vault").path,
        environment: nil, workingFolder: "/", obsidianList: nil, indexFolder: indexes.path))
    vault.today = Day("2026-08-01")
    var paths: [String] = []
    try vault.forEachListed(by: nil, ListOptions()) { paths.append($0.path) }
    var (answered, scripts, refused, leftOut) = (0, 0, [String](), 0)
    for path in paths {
      let answers = TaskBlocks(in: vault)
      for block in try vault.queryBlocks(of: "./" + path).blocks where block.language == .tasks {
        do {
          let answer = try answers.answer(block, of: path)
          answered += 1
          leftOut += answer.remarks.filter { !$0.message.contains("it is JavaScript") }.count
        } catch let error as VaultError {
          let message = error.description
          #expect(message.hasPrefix("line "), "\(path): \(message)")
          let isScript = message.contains("it is JavaScript") || message.contains("no value for")
          if isScript { scripts += 1 } else { refused.append("\(path): \(message)") }
        }
      }
    }
    #expect(answered >= 195)
    #expect(scripts <= 45)
    // Most of them name presets of settings that are not there.
    #expect(refused.count <= 30, "\(refused)")
    #expect(leftOut == 0)
  }
}
