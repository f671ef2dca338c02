import TestSupport
import Testing
import VaultKit

/// Pages are parts of one list, whatever their size.
@Suite(.tags(.slow)) struct AnswerPagesTests {
  @Test(arguments: Rounds.seeds(4))
  func pagesAreDisjointAndComplete(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let vault = try TestVault()
    for number in 0..<Int.random(in: 20...160, using: &random) {
      try vault.folder.write(Self.path(number), Self.note(&random))
    }
    try vault.folder.write(
      "Beta gamma delta.md", "Beta.\n# One\nBGD here.\n# Two\nBGD there.\n# Three\nBGD too.\n")
    for number in 0..<12 {
      try vault.folder.write("bgd\(number).md", "The beta gamma delta (BGD) of \(number).\n")
    }
    let opened = try vault.open()
    for question in [
      "alpha", "beta gamma", "what is delta epsilon alpha beta", "\"alpha beta\"", "tag:alpha",
      "tag:alpha beta", "alpha OR tag:beta", "gamma -delta", "=>", "alpha =>",
      "BGD", "what does BGD mean",
    ] {
      for perNote in [0, 1, 2] {
        let all = try opened.ask(question, AskOptions(limit: 0, perNote: perNote)).answers
        for size in [1, 5, 26] {
          let first = try opened.ask(question, AskOptions(limit: size, perNote: perNote)).answers
          #expect(first == Array(all.prefix(size)), "VQ_SEED=\(seed) \(question) \(size)")
          let offset = Int.random(in: 0...all.count, using: &random)
          let page = try opened.ask(
            question, AskOptions(limit: size, perNote: perNote, offset: offset)
          ).answers
          #expect(
            page == Array(all.dropFirst(offset).prefix(size)),
            "VQ_SEED=\(seed) \(question) \(size) from \(offset)")
        }
      }
    }
  }

  /// A section that stands in for one without text comes once, though it is found itself in a later look.
  @Test func noSectionIsShownTwice() throws {
    var files: [String: String] = [:]
    for number in 0..<40 {
      files["n\(number).md"] = """
        ---
        kind: falcon
        ---
        # Falcon \(number)
        ## Wings
        Falcon wings are long, number \(number).
        ## Falcon food
        ## Falcon nest
        """
    }
    let vault = try TestVault(files)
    let answers = try vault.ask("falcon", AskOptions(limit: 0, perNote: 0)).answers
    let places = answers.map { "\($0.path):\($0.line)-\($0.endLine)" }
    #expect(answers.count >= 40)
    #expect(Set(places).count == places.count)
  }

  @Test func listSaysHowManyThereAre() throws {
    let vault = try TestVault()
    for number in 0..<12 { try vault.folder.write(Self.path(number), "#alpha\n\n## a\n\nx\n") }
    let found = try vault.ask("tag:alpha", AskOptions(limit: 5))
    #expect(found.answers.count == 5)
    #expect(found.total == 12)
    #expect(try vault.ask("x").total == nil)
  }

  private static func path(_ number: Int) -> String { "\(number % 3)/n\(number).md" }

  private static func note(_ random: inout SeededGenerator) -> String {
    let words = ["alpha", "beta", "gamma", "delta", "epsilon", "=>", "the"]
    func word() -> String { words.randomElement(using: &random) ?? "" }
    var text = ""
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      switch Int.random(in: 0..<4, using: &random) {
      case 0: text += "\n## \(word()) \(word())\n\n"
      case 1: text += "#\(word()) \(word())\n"
      default: text += "\(word()) \(word()) \(word()).\n"
      }
    }
    return text
  }
}
