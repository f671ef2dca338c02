import TestSupport
import Testing
import VaultKit

/// Which of several words is taken for the one that was meant, and whether it is replaced.
@Suite struct SlipChoiceTests {
  /// A vault where each word stands in so many notes.
  private func vault(_ words: [(String, Int)], _ other: String = "") throws -> TestVault {
    var notes = ["other.md": "A note of gardens. \(other)"]
    for (word, count) in words {
      for number in 0..<count { notes["\(word) \(number)x.md"] = "On \(word) of mine." }
    }
    return try TestVault(notes.mapValues { $0 + "\n" })
  }

  /// What was looked for, and what is named beside it.
  private func told(_ vault: TestVault, _ question: String) throws -> (
    corrections: [String], suggestions: [String]
  ) {
    let answers = try vault.ask(question)
    return (
      answers.corrections.map { $0.shown.lowercased() },
      answers.suggestions.map { $0.shown.lowercased() }
    )
  }

  @Test(arguments: ["fridge", "pridge", "qridge"])
  func firstLetterFarAwayIsOnlyOffered(_ typed: String) throws {
    let vault = try vault([("bridge", 3)])
    #expect(try told(vault, typed) == ([], ["bridge"]))
    #expect(try told(vault, "gardens \(typed)") == ([], ["bridge"]))
  }

  @Test(arguments: ["nridge", "gridge", "ridge", "abridge", "rbidge"])
  func otherSlipsOfTheFirstLetterAreCorrected(_ typed: String) throws {
    #expect(try told(vault([("bridge", 3)]), typed).corrections == ["bridge"])
  }

  @Test(arguments: [
    ("relase", "release", "relate", "a letter left out"),
    ("relaese", "release", "relapse", "two letters swapped"),
    ("shlves", "shelves", "solves", "a letter left out"),
    ("idirect", "indirect", "direct", "a second letter left out"),
    ("chome", "chrome", "come", "a letter left out"),
    ("plufin", "plugin", "plumin", "the next key"),
  ])
  func likelySlipGoesBeforeAMoreFrequentWord(
    _ typed: String, _ meant: String, _ other: String, _ reason: String
  ) throws {
    let vault = try vault([(meant, 2), (other, 4)])
    #expect(try told(vault, typed).corrections == [meant], "\(reason)")
    #expect(try told(vault, "gardens \(typed)").corrections == [meant], "\(reason)")
  }

  @Test func farMoreFrequentWordGoesBeforeALikelySlip() throws {
    let vault = try vault([("shelves", 1), ("solves", 90)])
    #expect(try told(vault, "shlves") == (["solves"], ["shelves"]))
  }

  @Test(arguments: ["obisidan", "obisdian"])
  func slipOfAFarMoreFrequentWordGivesWay(_ typed: String) throws {
    let vault = try vault([("obisidian", 1), ("obsidian", 60)])
    #expect(try told(vault, typed).corrections == ["obsidian"])
    let rare = try self.vault([("obisidian", 1), ("obsidian", 60)], typed)
    #expect(try told(rare, typed) == ([], ["obsidian"]))
  }

  @Test func slipOfAWordThatIsHardlyMoreFrequentStays() throws {
    let vault = try vault([("obisidian", 3), ("obsidian", 12)])
    #expect(try told(vault, "obisidan").corrections == ["obisidian"])
  }

  /// The one is looked for, and the other is another word after all.
  @Test func unlikeWordDoesNotGiveWay() throws {
    let vault = try vault([("inflection", 1), ("infection", 60)])
    #expect(try told(vault, "inflecton").corrections == ["inflection"])
  }

  @Test(arguments: [
    ("CMOVNZ", "CMOVNC"), ("cmovNZX", "CMOVNZ"), ("MFENCE", "LFENCE"), ("PUNPCKLQ", "PUNPCKLDQ"),
  ])
  func codeInCapitalsIsOnlyOffered(_ typed: String, _ other: String) throws {
    let vault = try vault([(other, 2)])
    #expect(try told(vault, typed) == ([], [other.lowercased()]))
    #expect(try told(vault, "gardens \(typed)") == ([], [other.lowercased()]))
  }

  @Test func wordInSmallLettersOrWithOneCapitalIsNoCode() throws {
    let vault = try vault([("CMOVNC", 2)])
    #expect(try told(vault, "cmovnz").corrections == ["cmovnc"])
    #expect(try told(vault, "Cmovnz").corrections == ["cmovnc"])
  }

  @Test func longCodeWithOneOfTwoSameLettersIsCorrected() throws {
    #expect(try told(vault([("EADDRINUSE", 2)]), "EADRINUSE").corrections == ["eaddrinuse"])
  }

  @Test(arguments: [("thier", "tier"), ("wich", "wish"), ("becuase", "becalse")])
  func slipOfAFunctionWordIsNoOtherWord(_ typed: String, _ other: String) throws {
    let vault = try vault([(other, 3)], "their which because")
    #expect(try told(vault, typed) == ([], []))
  }

  // MARK: Words that only their stem finds

  @Test(arguments: [
    ("definately", "definitely", "define"), ("definatly", "definitely", "defined"),
    ("containeized", "containerized", "containment"),
  ])
  func wordWithTheStemOfAnotherIsCorrected(
    _ typed: String, _ meant: String, _ found: String
  ) throws {
    let vault = try vault([(meant, 2), (found, 2)])
    let answers = try vault.ask(typed)
    #expect(answers.corrections.map(\.shown) == [meant])
    #expect(answers.unknown == [typed])
    #expect(answers.answers.first?.path.hasPrefix(meant) == true)
    #expect(try told(vault, "gardens \(typed)").corrections == [meant])
    #expect(try vault.ask(typed, AskOptions(isExact: true)).corrections.isEmpty)
  }

  @Test(arguments: [
    ("publishes", "publish", "publisher"), ("definite", "define", "definitely"),
    ("adoption", "adopt", "adaption"), ("nationality", "national", "nationalist"),
    ("configurable", "configuration", "configurator"), ("contained", "containment", "container"),
  ])
  func formOfAWordIsFoundAsItIs(_ typed: String, _ found: String, _ near: String) throws {
    let vault = try vault([(found, 2), (near, 2)])
    #expect(try told(vault, typed) == ([], []))
  }

  @Test func wordThatStandsInANoteIsNotReplaced() throws {
    let vault = try vault([("definitely", 2), ("define", 2), ("definately", 1)])
    #expect(try vault.ask("definately").corrections.isEmpty)
  }

  /// The note that the word was written down with is gone, and another one has it.
  @Test func wordOfAnotherNoteIsStillThere() throws {
    let vault = try TestVault([
      "a.md": "definately", "b.md": "definately", "c.md": "definitely", "d.md": "define",
    ])
    try vault.open().refresh()
    try vault.folder.remove("a.md")
    #expect(try vault.ask("definately").corrections.isEmpty)
    try vault.folder.remove("b.md")
    #expect(try vault.ask("definately").corrections.map(\.shown) == ["definitely"])
  }

  /// Not all notes are read to find out that none has the word.
  @Test func wordIsOnlyOfferedWhereManyNotesHaveTheStem() throws {
    let vault = try vault([("definitely", 2), ("define", 300)])
    #expect(try told(vault, "definately") == ([], ["definitely"]))
  }

  @Test func wordWithTheStemOfAnotherLanguageIsFoundAsItIs() throws {
    let vault = try TestVault([
      "en.md": "We definitely define it.", "fr.md": "---\nlang: fr\n---\nIls definatelys ici.",
    ])
    #expect(try told(vault, "definately") == ([], []))
  }
}
