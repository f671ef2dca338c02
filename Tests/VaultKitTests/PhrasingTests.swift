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

  /// What most phrasings have first is not passed by what all of them have far down.
  @Test func firstPlacesOutweighLowerOnes() throws {
    var notes = [
      "Wanted.md": "# Alpha beta\nalpha beta\n",
      "Common.md": "# Rest\n" + filler("alpha beta gamma"),
    ]
    for number in 0..<8 {
      notes["Other \(number).md"] = "# Gamma \(number)\ngamma\n"
      notes["Alpha \(number).md"] = "# Alpha \(number)\nalpha\n"
      notes["Beta \(number).md"] = "# Beta \(number)\nbeta\n"
    }
    let test = try TestVault(notes)
    let vault = try test.open()
    let phrasings = ["alpha", "beta", "gamma"]
    let places = try phrasings.map { phrasing in
      try vault.ask(phrasing, AskOptions(limit: 20)).answers.map(\.path)
    }
    try #require(places.filter { $0.contains("Common.md") }.count == 3)
    try #require(places.filter { $0.firstIndex(of: "Common.md") ?? 0 < 8 }.isEmpty)
    let answers = try Vault.ask(phrasings: phrasings, of: [vault]).answers.map(\.path)
    let first = try #require(places.first?.first)
    #expect(answers.first == first)
    #expect(!answers.prefix(3).contains("Common.md"))
  }

  private func filler(_ words: String) -> String {
    words + " " + (0..<200).map { "word\($0)" }.joined(separator: " ") + "\n"
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
