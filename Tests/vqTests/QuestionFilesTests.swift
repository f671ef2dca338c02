import Foundation
import Testing

/// Questions about real vaults, written from their notes alone: the right note is first, at least so often.
///
/// `$VQ_VAULTS` names the folder that holds the vaults; a vault that is not there is skipped.
@Suite struct QuestionFilesTests {
  private struct Item: Decodable {
    struct Place: Decodable { var path: String }

    var kind: String
    var question: String
    var answers: [Place]
  }

  private struct Reply: Decodable {
    struct Answer: Decodable { var path: String }

    var answers: [Answer]
  }

  /// Paraphrases share no word with their answers, and are left aside.
  private static let paraphrase = "e"

  private static func vault(_ name: String) -> URL? {
    guard let root = ProcessInfo.processInfo.environment["VQ_VAULTS"] else { return nil }
    let folder = URL(filePath: root).appending(path: name)
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }

  /// - Parameter part: What the name of the file ends with.
  private func share(of name: String, _ part: String = "") throws -> Double {
    let vault = try #require(Self.vault(name))
    let file = packageFolder.appending(path: "Tests/vqTests/Questions/\(name)\(part).jsonl")
    let items = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      try JSONDecoder().decode(Item.self, from: Data($0.utf8))
    }.filter { $0.kind != Self.paraphrase }
    let outcome = try ShellSession().run(
      "vq ask --vault '\(vault.path)' --batch --jsonl --limit 1",
      input: items.map { $0.question + "\n" }.joined())
    #expect(outcome.output.count == items.count)
    let right = try zip(items, outcome.output).filter { item, line in
      let reply = try JSONDecoder().decode(Reply.self, from: Data(line.utf8))
      return item.answers.contains { $0.path == reply.answers.first?.path }
    }
    return Double(right.count) / Double(items.count)
  }

  @Test(.enabled(if: vault("hub") != nil, "needs the vaults (VQ_VAULTS)"))
  func questionsOnHubFindTheirNotes() throws {
    #expect(try share(of: "hub") >= 0.85)
    #expect(try share(of: "hub", "-second") >= 0.88)
  }

  @Test(.enabled(if: vault("oracle") != nil, "needs the vaults (VQ_VAULTS)"))
  func questionsOnOracleFindTheirNotes() throws {
    #expect(try share(of: "oracle") >= 0.9)
    #expect(try share(of: "oracle", "-second") >= 0.9)
  }

  @Test(.enabled(if: vault("amad3i-cs") != nil, "needs the vaults (VQ_VAULTS)"))
  func questionsOnAmad3iCSFindTheirNotes() throws {
    #expect(try share(of: "amad3i-cs") >= 0.92)
    #expect(try share(of: "amad3i-cs", "-second") >= 0.95)
  }
}
