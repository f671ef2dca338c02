import Testing
import VaultKit

/// Words are found in the forms that the language of their note has.
@Suite struct LanguageSearchTests {
  static let notes = [
    "wohnung.md": "Die Kündigungsfristen sind lang, und der Vermieter hat sie nicht verkürzt.",
    "maison.md": "La maison est grande et les fenêtres sont dans le salon avec une porte.",
    "news.md": "The news of the day is that the council has not decided on the bridge.",
    "neu.md": "Das new ist hier ein Wort, das nicht von der Zeitung und nicht von uns ist.",
    "số.md": "Số nhà của tôi là mười hai và không có ai ở đó, nhưng tôi sẽ đến.",
    "so.md": "Nó so với những người khác thì không có gì, và tôi đã ở đó.",
    "polski.md": "---\nlang: pl\n---\nrecipes recipe",
    "short.md": "---\nlang: de\n---\nLieblingskuchen: Mohnkuchen",
  ]

  @Test(arguments: [
    ("kündigungsfrist", "wohnung.md"), ("fenêtre", "maison.md"), ("quelles maisons", "maison.md"),
    ("Wo sind die Fristen der Vermieters", "wohnung.md"), ("news", "news.md"),
    ("councils", "news.md"),
    ("số", "số.md"), ("\"số nhà\"", "số.md"), ("recipes", "polski.md"),
    ("mohnkuchens", "short.md"),
  ])
  func firstAnswerIs(_ question: String, _ path: String) throws {
    #expect(try TestVault(Self.notes).paths(question).first == path)
  }

  /// Of a long note only a part says what is prose.
  @Test(arguments: [
    ("one paragraph", ""),
    ("code first", "```\n" + String(repeating: "x = 1\n", count: 15_000) + "```\n\n"),
  ])
  func wordOfALongNoteIsFoundInAnotherForm(_ name: String, _ start: String) throws {
    let lines = String(
      repeating: "Die Stadt ist nicht so groß und liegt an dem Fluss.\n", count: 2_000)
    let vault = try TestVault(["long.md": start + lines + "Dort sind Gärtnereien.\n"])
    var options = AskOptions()
    options.isExact = true
    #expect(try vault.ask("Gärtnerei", options).answers.map(\.path) == ["long.md"])
  }

  @Test func wordWithoutAccentsFindsAllAndWithAccentsOne() throws {
    let vault = try TestVault(Self.notes)
    #expect(Set(try vault.paths("so")) == ["so.md", "số.md"])
    #expect(try vault.paths("số") == ["số.md"])
  }

  @Test func functionWordsOfTheQuestionsLanguageAreIgnored() throws {
    let vault = try TestVault(Self.notes)
    #expect(try vault.ask("wo ist die Wohnung").ignored == ["wo", "ist", "die"])
    #expect(try vault.ask("did the council die").ignored == ["did", "the"])
    #expect(try vault.ask("qu'est-ce que la maison").terms == ["maison"])
  }
}
