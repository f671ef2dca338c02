import Testing

@testable import VaultKit

/// One question that was put in several ways.
@Suite struct PhrasingTests {
  private static let notes = [
    "Car.md": "# Car\nThe automobile is in the garage.\n",
    "Train.md": "# Train\nThe railway leaves at nine.\n",
    "Both.md": "# Both\nA car park beside the railway station, for any automobile.\n",
  ]

  @Test func singlePhrasingIsAQuestion() throws {
    let test = try TestVault(Self.notes)
    let vault = try test.open()
    #expect(
      try Vault.ask(phrasings: ["railway"], of: [vault]).answers == vault.ask("railway").answers)
  }

  @Test func whatSeveralPhrasingsFindComesFirst() throws {
    let test = try TestVault(Self.notes)
    let vault = try test.open()
    let answers = try Vault.ask(phrasings: ["automobile", "railway"], of: [vault])
    #expect(answers.answers.first?.path == "Both.md")
    #expect(Set(answers.answers.map(\.path)) == ["Both.md", "Car.md", "Train.md"])
    #expect(answers.terms == ["automobile", "railway"])
    let limited = try Vault.ask(
      phrasings: ["automobile", "railway"], of: [vault], AskOptions(limit: 1, offset: 1))
    #expect(limited.answers == [answers.answers[1]])
  }

  @Test func unknownWordsAreTold() throws {
    let test = try TestVault(Self.notes)
    let vault = try test.open()
    #expect(try vault.ask("railway zzqqxx").unknown == ["zzqqxx"])
    let answers = try Vault.ask(phrasings: ["zzqqxx", "railway"], of: [vault])
    #expect(answers.unknown == ["zzqqxx"])
    #expect(!answers.answers.isEmpty)
  }

  @Test func noPhrasingIsAnError() throws {
    let test = try TestVault(Self.notes)
    let vault = try test.open()
    #expect(throws: VaultError.self) { try Vault.ask(phrasings: [], of: [vault]) }
  }
}
