import NoteQuery
import NoteText
import Testing

/// Questions of vaults in other languages than English.
@Suite struct OtherLanguagesTests {
  /// The terms of a question with their weights, and the other ways to write them behind a stroke.
  private func terms(_ text: String, _ language: Language) -> String {
    let languages = LanguageSet([.english, language])
    let reader = QuestionReader(tokenizer: Tokenizer(stemming: .none), languages: languages)
    // Parts of words and neighbours as one word have tests of their own.
    let terms = reader.read(text).terms.filter { term in
      !term.isFunctionWord && !term.isPartOfWords && term.weight != 0.3
        && term.replaces?.count ?? 1 == 1
    }
    return terms.map { term in
      (term.isAlternative ? "/" : "") + term.tokens.joined(separator: "+")
        + (term.weight == 1 ? "" : "^\(term.weight)")
    }.joined(separator: " ")
  }

  @Test(arguments: [
    (Language.french, "Dans quelle ville habite la reine ?", "ville^0.7 habite reine"),
    (.french, "Quelle est la capitale du Chili ?", "capitale^0.7 chili"),
    (.french, "Quel type de chant préfère la reine ?", "type^0.4 chant prefere reine"),
    (.french, "La reine habite quelle ville ?", "reine habite ville^0.7"),
    (.german, "Welche Stadt hat den Hafen gebaut?", "stadt^0.7 hafen gebaut"),
    (.english, "Which town has the harbour?", "town harbour"),
  ])
  func kindThatIsAskedForWeighsLess(_ language: Language, _ question: String, _ wanted: String) {
    #expect(terms(question, language) == wanted)
  }

  @Test(arguments: [
    ("17ème", "17eme /17e /xviie /xviieme"), ("17e", "17e /17eme /xviie /xviieme"),
    ("XVIIe", "xviie /17e /17eme /xviieme"), ("xviie", "xviie"), ("1ère", "1ere /1re"),
    ("1er", "1er"), ("6e", "6e /6eme /vieme"), ("vie", "vie"),
    ("17éme", "17eme /17e /xviie /xviieme"),
    ("120e", "120e /120eme"), ("XLe", "xle"), ("17er", "17er"), ("e", "e"),
    ("99999999999e", "99999999999e /99999999999eme"),
  ])
  func ordinalsAreLookedForInAllFrenchSpellings(_ typed: String, _ wanted: String) {
    #expect(terms("siècle " + typed, .french) == "siecle " + wanted)
  }

  @Test func ordinalsStayElsewhere() {
    #expect(terms("17e siecle", .english) == "17e siecle")
  }
}
