import Foundation
import Testing

/// The vaults in `Suites` with the questions and links that each of them must answer.
///
/// A suite is a folder with `questions.yaml`, `links.yaml` or both, and its notes in `vault`; without
/// that folder it asks the sample vault. A new case is a new entry there and needs no Swift. An entry
/// with `wanted: REASON` is one that is not yet answered so, and says why it should be.
@Suite struct SuiteTests {
  private static let folder = packageFolder.appending(path: "Tests/vqTests/Suites")

  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { !$0.hasPrefix(".") }.sorted()

  @Test func suitesAreThere() {
    #expect(!Self.names.isEmpty)
  }

  @Test(arguments: names)
  func firstAnswerIsTheExpectedSection(suite: String) throws {
    guard let file = try Self.cases(suite, "questions.yaml") else { return }
    let questions = file.cases.map { $0.values["question", default: ""] }
    let outcome = try Self.session(suite)
      .run("vq ask --batch --jsonl --limit 1", input: questions.joined(separator: "\n") + "\n")
    #expect(outcome.output.count == questions.count)
    for (expected, line) in zip(file.cases, outcome.output) {
      let reply = try JSONDecoder().decode(Reply.self, from: Data(line.utf8))
      if let reason = expected.values["wanted"] {
        withKnownIssue("\(reason)", isIntermittent: true) { check(reply, expected, suite) }
      } else {
        check(reply, expected, suite)
      }
    }
  }

  private func check(_ reply: Reply, _ expected: SuiteFile.Case, _ suite: String) {
    let place = "\(suite)/questions.yaml:\(expected.line): \(reply.question)"
    let wanted = expected.values["answer", default: ""]
    guard let answer = reply.answers.first else {
      #expect(wanted == "nothing", "\(place): nothing was found")
      return
    }
    // A path alone is content with any of its sections, a heading with any heading path that ends so.
    let fits = (0...answer.headings.count).contains { count in
      wanted == ([answer.path] + answer.headings.suffix(count)).joined(separator: "#")
    }
    #expect(fits, "\(place): \(answer.path) \(answer.headings)")
    if let passage = expected.values["passage"] {
      let found = answer.passage?.text ?? ""
      #expect(found.contains(passage), "\(place)")
    }
  }

  @Test(arguments: names)
  func linkLeadsToTheExpectedFile(suite: String) throws {
    guard let file = try Self.cases(suite, "links.yaml") else { return }
    let session = try Self.session(suite)
    for expected in file.cases {
      let link = expected.values["link", default: ""]
      let source = expected.values["from"].map { " --from '\($0)'" } ?? ""
      let outcome = try session.run("vq resolve --json -\(source)", input: link + "\n")
      let place = "\(suite)/links.yaml:\(expected.line): \(link)"
      let line = try #require(outcome.output.first, "\(place): \(outcome.errors)")
      let resolved = try JSONDecoder().decode(ResolvedLink.self, from: Data(line.utf8))
      #expect(resolved.path ?? "nothing" == expected.values["leads"], "\(place)")
      if let name = expected.values["outcome"] { #expect(resolved.outcome == name, "\(place)") }
    }
  }

  private static func cases(_ suite: String, _ name: String) throws -> SuiteFile? {
    let file = folder.appending(path: suite).appending(path: name)
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    return try SuiteFile(parsing: String(contentsOf: file, encoding: .utf8))
  }

  private static func session(_ suite: String) throws -> ShellSession {
    let vault = folder.appending(path: suite).appending(path: "vault")
    return FileManager.default.fileExists(atPath: vault.path)
      ? try ShellSession(vault: vault) : try ShellSession()
  }

  private struct Reply: Decodable {
    var question: String
    var answers: [Answer]
  }

  private struct Answer: Decodable {
    struct Passage: Decodable {
      var text: String
    }

    var path: String
    var headings: [String]
    var passage: Passage?
  }

  private struct ResolvedLink: Decodable {
    var path: String?
    var outcome: String
  }
}

@Suite struct SuiteFileTests {
  @Test func casesHaveKeysAndValues() throws {
    let file = try SuiteFile(
      parsing: "# a\n- question: a: b\n  answer: \"c # d\"\n\n- question: e\n")
    #expect(file.cases.map(\.line) == [2, 5])
    #expect(file.cases[0].values == ["question": "a: b", "answer": "c # d"])
    #expect(file.cases[1].values == ["question": "e"])
  }

  @Test(arguments: ["question: a", "- question", "  answer: a", "-question: a", "text"])
  func everythingElseIsAnError(text: String) {
    #expect(throws: SuiteFile.ParseError.self) { try SuiteFile(parsing: text) }
  }
}
