import TestSupport
import Testing
import VaultKit

/// What is looked for in the place of a word that no note has, and what is only offered.
@Suite struct SpellingTests {
  private static let text = """
    Communication is definitely separate. Receive the registration, it occurred in Bletchly Park.
    The paralysis of the route, the routes and the Excalidraw plugin. Taste matches the bridges, an int
    at least, AutoMagic and gardens. Kubernetes and configuration.
    """

  private static let german = """
    ---
    lang: de
    ---
    Die Veröffentlichung der Zeitschrift über Geschwindigkeit und Häuser in Österreich.
    """

  private static let french = """
    ---
    lang: fr
    ---
    Les données de la bibliothèque, l'hôpital et un développement français.
    """

  private func vault() throws -> TestVault {
    try TestVault([
      "a.md": Self.text, "de.md": Self.german, "fr.md": Self.french, "b.md": "Other gardens.",
    ])
  }

  private func corrections(_ question: String) throws -> [String] {
    try vault().ask(question).corrections.map(\.shown)
  }

  @Test(arguments: [
    ("comunication", "Communication", "a letter of two is missing"),
    ("definately", "definitely", "another vowel"),
    ("registraton", "registration", "a missing letter far from the stem"),
    ("recieve", "Receive", "neighbours swapped"), ("seperate", "separate", "another vowel"),
    ("ocurred", "occurred", "a letter of two is missing"),
    ("bletchley", "Bletchly", "a letter in the ending"),
    ("ommunication", "Communication", "the first letter is missing"),
    ("jubernetes", "Kubernetes", "another first letter"),
    ("veröffentlichnug", "Veröffentlichung", "German"),
    ("geschwindigkiet", "Geschwindigkeit", "German"), ("zeitshrift", "Zeitschrift", "German"),
    ("dévelopement", "développement", "French"), ("bibliotheqe", "bibliothèque", "French"),
    ("hopitl", "hôpital", "French, behind an article"),
  ])
  func slipIsCorrected(_ typed: String, _ wanted: String, _ reason: String) throws {
    #expect(try corrections(typed) == [wanted], "\(reason)")
  }

  @Test(arguments: [
    "tasks", "march", "init", "last", "fridge", "autofagy", "paralyze", "yor", "tha", "1nt", "v2",
  ])
  func nothingWildIsLookedFor(_ typed: String) throws {
    #expect(try corrections(typed).isEmpty)
  }

  /// So short a word is near to others by chance: it is another word rather than a slip.
  @Test func shortWordsAreOnlyOffered() throws {
    let last = try vault().ask("last")
    #expect(last.answers.isEmpty)
    #expect(last.suggestions.map(\.shown) == ["least"])
    let beside = try vault().ask("plugin tazte")
    #expect(beside.corrections.isEmpty)
    #expect(beside.suggestions.map(\.shown) == ["Taste"])
    #expect(try corrections("tazte") == ["Taste"])
    // What fingers do most.
    #expect(try corrections("plugin tsate") == ["Taste"])
  }

  /// The longer a word, the less likely another one is near to it by chance.
  @Test func longRareWordIsOfferedALessFrequentNeighbour() throws {
    let vault = try TestVault(["odd.md": "The maintainance of gardens."])
    for number in 1...6 { try vault.folder.write("n\(number).md", "Maintenance \(number)") }
    #expect(try vault.ask("maintainance").suggestions.map(\.shown) == ["Maintenance"])
  }

  @Test func wholeWordIsShown() throws {
    #expect(try corrections("paralysiss") == ["paralysis"])
    #expect(try ["route", "routes"].contains(corrections("rouet").first ?? ""))
  }

  @Test func slipBesideOtherWordsIsCorrected() throws {
    let answers = try vault().ask("gardens configuraton")
    #expect(answers.corrections.map(\.shown) == ["configuration"])
    #expect(answers.answers.first?.path == "a.md")
  }

  @Test func rareWordWithAFrequentNeighbourIsOfferedIt() throws {
    let vault = try TestVault(["odd.md": "An Excalidrow of mine."])
    for number in 100..<139 { try vault.folder.write("n\(number).md", "Excalidraw \(number)") }
    let answers = try vault.ask("excalidrow")
    #expect(answers.corrections.isEmpty)
    #expect(answers.answers.map(\.path) == ["odd.md"])
    let suggestion = try #require(answers.suggestions.first)
    #expect(
      [suggestion.word, suggestion.shown, "\(suggestion.notes)"]
        == ["excalidrow", "Excalidraw", "39"])
  }

  @Test func anotherEndingIsNoSlip() throws {
    let vault = try TestVault(["odd.md": "Une garantie japonaise."])
    for number in 1...9 { try vault.folder.write("n\(number).md", "Japonais \(number)") }
    #expect(try vault.ask("japonaise").suggestions.isEmpty)
  }

  @Test func twoSlipsBesideKnownWordsOfferNothingUnlike() throws {
    let answers = try TestVault(["a.md": "Gardens of nationalists."]).ask("gardens nationality")
    #expect(answers.corrections.isEmpty)
    #expect(answers.suggestions.isEmpty)
  }

  @Test func nextLikelyWordIsNamedToo() throws {
    let vault = try TestVault(["a.md": "monument", "b.md": "moment", "c.md": "moment moments"])
    let answers = try vault.ask("monment")
    let words = answers.corrections.map(\.shown) + answers.suggestions.map(\.shown)
    #expect(Set(words) == ["moment", "monument"])
    #expect(answers.suggestions.filter { !$0.isUnknown }.isEmpty)
  }

  /// In English the slip and its word have one stem, in French they have not.
  @Test func slipInOneLanguageOfTheVaultIsCorrected() throws {
    let text = "---\nlang: fr\n---\nLa politique et les politiques de la ville."
    let answers = try TestVault(["fr.md": text]).ask("politiqu")
    #expect(answers.corrections.map(\.shown) == ["politique"])
  }

  @Test(arguments: [
    ("habitent", "habitant", 0), ("parleraient", "parleraiant", 0),
    ("travaillent", "travaillants", 0),
    ("habitemant", "habitement", 1), ("habitint", "habitant", 1),
  ])
  func frenchPluralIsNoSlipOfItsParticiple(_ typed: String, _ other: String, _ offers: Int) throws {
    let vault = try TestVault(["a.md": "---\nlang: fr\n---\nIls \(typed) ici."])
    for number in 0..<40 { try vault.folder.write("n\(number).md", "---\nlang: fr\n---\n\(other)") }
    #expect(try vault.ask(typed).suggestions.map(\.shown) == Array(repeating: other, count: offers))
  }

  /// The first notes with its stem write another form of it.
  @Test func offeredWordIsShownAsItStands() throws {
    var notes = ["z.md": "The Maintainers met."]
    for number in 0..<30 { notes["n\(number).md"] = "maintaining" }
    notes["a.md"] = "maintainrs"
    for number in 0..<9 { notes["m\(number).md"] = "maintained" }
    let shown = try TestVault(notes).ask("maintainrs").suggestions.map(\.shown)
    #expect(shown == ["Maintainers"])
  }

  @Test func nameOfANoteIsNoSlip() throws {
    let vault = try TestVault(["Excalidrow.md": "A name."])
    for number in 100..<139 { try vault.folder.write("n\(number).md", "Excalidraw \(number)") }
    #expect(try vault.ask("excalidrow").suggestions.isEmpty)
  }

  /// The word was written down with the first note that has it, which goes.
  @Test func wordOfAnotherNoteIsStillThere() throws {
    let vault = try TestVault(["a.md": "mailings", "b.md": "mailings", "c.md": "mail"])
    try vault.open().refresh()
    try vault.folder.remove("a.md")
    #expect(try vault.ask("mailigns").corrections.map(\.shown) == ["mailings"])
    try vault.folder.remove("b.md")
    #expect(try vault.ask("mailigns").corrections.isEmpty)
  }

  @Test func correctionDoesNotDependOnEarlierQuestions() throws {
    let questions = [
      "Geschwindigkiet", "recieve", "dévelopement", "gardens configuraton", "comunication",
    ]
    let vault = try vault()
    let opened = try vault.open()
    for question in questions + questions.reversed() {
      let answers = try opened.ask(question)
      let alone = try vault.ask(question)
      #expect(answers.corrections == alone.corrections)
      #expect(answers.answers == alone.answers)
    }
  }
}
