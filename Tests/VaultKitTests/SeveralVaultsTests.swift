import TestSupport
import Testing

@testable import VaultKit

/// A question to several vaults has one ranking, whatever each of them is like.
@Suite struct SeveralVaultsTests {
  private static func ask(
    _ question: String, _ vaults: [TestVault], _ options: AskOptions = AskOptions()
  ) throws -> (answers: Answers, open: [Vault]) {
    let open = try vaults.map { try $0.open() }
    return (try Vault.ask(question, of: open, options), open)
  }

  private static let many = Dictionary(
    uniqueKeysWithValues: (1...40).map { ("N\($0).md", "The kiln is hot, and glaze \($0) melts.") })

  @Test func bestAnswerComesFirstWhicheverVaultHasIt() throws {
    let large = try TestVault(Self.many)
    let small = try TestVault([
      "A.md": "Dust.", "Celadon.md": "The celadon glaze melts in the kiln.",
    ])
    for vaults in [[large, small], [small, large]] {
      let (answers, open) = try Self.ask("celadon glaze kiln", vaults)
      #expect(answers.answers.first?.path == "Celadon.md")
      #expect(answers.answers.first?.vault == open.first { $0.name == small.folder.path }?.root)
      #expect(answers.answers.count == 5)
      #expect(Set(answers.answers.map(\.vault)).count == 2)
    }
  }

  @Test func orderOfEachVaultStays() throws {
    let one = try TestVault(Self.many)
    let two = try TestVault(["Kiln.md": "# Kiln\nA kiln.\n# Glaze\nKiln and glaze.\n"])
    let all = AskOptions(limit: 0, perNote: 0)
    let (answers, open) = try Self.ask("kiln glaze", [one, two], all)
    for vault in open {
      let own = try vault.ask("kiln glaze", all).answers.map { "\($0.path):\($0.line)" }
      let merged = answers.answers.filter { $0.vault == vault.root }.map { "\($0.path):\($0.line)" }
      #expect(own == merged)
    }
    let scores = answers.answers.map(\.score)
    #expect(scores.first == scores.max())
  }

  @Test func pagesArePartsOfOneList() throws {
    let vaults = [
      try TestVault(Self.many), try TestVault(["B.md": "A kiln.", "C.md": "Kiln, kiln."]),
    ]
    let all = try Self.ask("kiln", vaults, AskOptions(limit: 0)).answers.answers
    let page = try Self.ask("kiln", vaults, AskOptions(limit: 3, offset: 4)).answers.answers
    #expect(page.map(\.path) == all.dropFirst(4).prefix(3).map(\.path))
  }

  @Test func wordThatOneVaultHasIsNotCorrectedInAnother() throws {
    let one = try TestVault(["A.md": "The zylophone plays."])
    let two = try TestVault(["B.md": "The xylophone plays."])
    let (answers, _) = try Self.ask("zylophone", [two, one])
    #expect(answers.answers.map(\.path) == ["A.md"])
    #expect(answers.corrections.isEmpty)
    let (corrected, _) = try Self.ask("xylofone", [one, two])
    #expect(!corrected.answers.isEmpty && !corrected.corrections.isEmpty)
  }

  @Test func filterThatOneVaultMeetsIsNoMistake() throws {
    let one = try TestVault(["A.md": "---\ntags: pots\n---\nOne."])
    let two = try TestVault(["B.md": "Two."])
    let (answers, _) = try Self.ask("tag:pots", [two, one])
    #expect(answers.answers.map(\.path) == ["A.md"])
    #expect(answers.repairs.isEmpty)
    #expect(answers.refresh.notes == 2)
  }

  @Test func nothingIsFoundInAll() throws {
    let (answers, _) = try Self.ask(
      "quux", [try TestVault(["A.md": "One."]), try TestVault(["B.md": "Two."])])
    #expect(answers.answers.isEmpty)
    #expect(answers.refresh.notes == 2)
  }
}
