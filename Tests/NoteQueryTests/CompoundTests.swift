import NoteQuery
import NoteText
import Testing

/// One word or two, in groups or whole.
@Suite struct CompoundTests {
  private let reader = QuestionReader(tokenizer: Tokenizer())

  @Test(arguments: [
    ("e mail", "email", 0..<2), ("back up", "backup", 0..<1), ("wi fi router", "wifi", 0..<2),
    ("key bindings", "keybind", 0..<2), ("log in", "login", 0..<1),
  ])
  func neighboursAreOneWordToo(_ question: String, _ token: String, _ words: Range<Int>) {
    let term = reader.read(question).terms.first { $0.tokens == [token] && $0.isAlternative }
    #expect(term != nil)
    if question != "back up" { #expect(term?.replaces == words) }
  }

  @Test(arguments: ["the island", "is land", "land, mark", "\"wi fi\"", "land is", "a -way"])
  func otherNeighboursAreNot(_ question: String) {
    #expect(!reader.read(question).terms.contains { $0.replaces?.count ?? 0 > 1 })
  }

  @Test(arguments: [
    ("backup", ["back", "up"]), ("keybindings", ["key", "bind"]), ("wifi", ["wi", "fi"]),
  ])
  func aRareWordIsTwoToo(_ word: String, _ parts: [String]) throws {
    var query = reader.read(word)
    reader.addForms(ofRare: 0, to: &query) { parts.contains($0) }
    #expect(query.terms.contains { $0.tokens == parts && $0.replaces == 0..<1 })
  }

  @Test(arguments: [("Mueller", "muller"), ("Goethe", "goth"), ("Aarhus", "arhus")])
  func twoLettersMayBeAnUmlaut(_ word: String, _ token: String) {
    var query = reader.read(word)
    reader.addForms(ofRare: 0, to: &query) { $0 == token }
    #expect(query.terms.contains { $0.tokens == [token] && $0.replaces == 0..<1 })
  }

  @Test func inEnglishOnlyANameMayHaveAnUmlaut() {
    var query = reader.read("poet")
    reader.addForms(ofRare: 0, to: &query) { $0 == "pot" }
    let added = query.terms.filter { $0.tokens == ["pot"] }
    #expect(added.flatMap(\.forms).allSatisfy { !$0.languages.contains(.english) })
  }

  @Test(arguments: ["neue", "Bauer", "Quelle"])
  func someAreNone(_ word: String) {
    var query = reader.read(word)
    let count = query.terms.count
    reader.addForms(ofRare: 0, to: &query) { _ in false }
    #expect(query.terms.count == count)
  }

  @Test func anUmlautIsTwoLettersToo() {
    let terms = reader.read("Müller").terms
    #expect(terms.contains { $0.tokens == ["mueller"] && $0.replaces == 0..<1 })
  }

  @Test(arguments: [
    "978-3-16-148410-0", "978.3.16.148410.0", "9783161484100",
  ])
  func numbersAreWholeInAllGroupings(_ question: String) {
    let terms = reader.read(question).terms
    #expect(terms.contains { $0.tokens == ["9783161484100"] })
    #expect(terms.filter { !$0.isAlternative }.count == 1)
  }

  @Test(arguments: [
    ("978 3 16 148410 0", "9783161484100", 5), ("404 500 502", "404500502", 3),
    ("phone2 555-867-5309", "5558675309", 2), ("555 867 5309 2 times", "5558675309", 5),
  ])
  func numbersTypedWithBlanksStayNumbersToo(_ question: String, _ number: String, _ words: Int) {
    let terms = reader.read(question).terms
    #expect(terms.contains { $0.tokens == [number] && $0.replaces != nil })
    #expect(terms.filter { !$0.isAlternative }.count == words)
  }

  @Test(arguments: ["rtx4090 4501", "iso9001 2015", "h264 1080", "2024 40"])
  func othersAreOnlyNumbers(_ question: String) {
    let terms = reader.read(question).terms
    #expect(terms.filter { !$0.isAlternative }.count == 2)
    #expect(!terms.contains { $0.replaces?.count ?? 0 > 1 })
  }

  @Test(arguments: [
    ("müll ter", "mull"), ("élec cou", "elec"), ("прив мир", "прив"), ("windows1 upd", "windows1"),
    ("2025q rep", "2025q"), ("ΑΘΗΝ χαρτ", "αθην"),
  ])
  func beginningsAreFoldedAsNotesAre(_ question: String, _ token: String) {
    let terms = reader.readUnfinished(question).terms
    #expect(terms.contains { $0.tokens == [token] && $0.isPrefix && $0.replaces == 0..<1 })
  }

  @Test func everyWordMayBeABeginning() {
    let terms = reader.readUnfinished("grad desc").terms
    #expect(terms.contains { $0.tokens == ["grad"] && $0.isPrefix && $0.replaces == 0..<1 })
    #expect(terms.contains { $0.tokens == ["desc"] && $0.isPrefix && !$0.isAlternative })
  }

  @Test(arguments: [
    ("lien:x", "there is no operator 'lien:', nearest is 'line:'; reading it as text"),
    (
      "taks-todo:x",
      "there is no operator 'taks-todo:', nearest is 'task-todo:'; reading it as text"
    ),
    ("tags:x", "there is no operator 'tags:', nearest is 'tag:'; reading it as text"),
    (
      "author:smith",
      "there is no operator 'author:', a property is asked for as [author:smith]; reading it as text"
    ),
  ])
  func unknownOperatorsAreNamed(_ question: String, _ message: String) {
    let reader = QuestionReader(tokenizer: Tokenizer(), isProperty: { $0 == "author" })
    #expect(reader.read(question).repairs.map(\.message) == [message])
  }

  @Test(arguments: [
    "http://x.org", "std::vector", "12:30", "note: x", "C:\\x", "a/b", "/usr/bin/ x",
  ])
  func textWithAColonIsText(_ question: String) {
    let reader = QuestionReader(tokenizer: Tokenizer(), isProperty: { _ in false })
    #expect(reader.read(question).repairs == [])
  }

  @Test func aTagIsAFilter() {
    let reader = QuestionReader(tokenizer: Tokenizer(), isTag: { $0 == "book" })
    #expect(reader.read("#book desert").filter?.conditions.map(\.kind) == [.tag("book")])
    #expect(reader.read("-#book desert").filter != nil)
    #expect(reader.read("#include desert").filter == nil)
    #expect(reader.read("-").filter == nil)
  }

  @Test func aWordIsLookedForAsAPartOfOthersToo() {
    let query = reader.read("git repositories")
    let parts = query.terms.filter(\.isPartOfWords)
    let mark = String(UnicodeScalar(Tokenizer.partMark))
    #expect(parts.map(\.tokens) == [["git" + mark], ["repositori" + mark]])
    #expect(parts.map(\.replaces) == [0..<1, 1..<2])
    #expect(parts.map(\.isAlternative) == [true, true])
    #expect(query.typedTerms == query.terms.count - 2)
  }

  @Test(arguments: ["404", "c", "\"git hub\"", "2026-03-01"])
  func otherWordsAreNoParts(_ question: String) {
    #expect(!reader.read(question).terms.contains { $0.isPartOfWords })
  }

  @Test(arguments: [
    ("Comment joue-t-il du piano ?", ["jou", "piano"]), ("où est l'homme", ["homm"]),
    ("Qu'est-ce qu'un arbre ?", ["arbre"]),
    ("le porte-avions a-t-il coulé", ["port", "avion", "coul"]),
    ("quel est l\u{2019}arbre", ["arbre"]), ("dans l'arc-en-ciel", ["arc", "en", "ciel"]),
  ])
  func frenchWordsThatAreTiedAreLeftOut(_ question: String, _ tokens: [String]) {
    let french = QuestionReader(
      tokenizer: Tokenizer(), languages: LanguageSet(.french), main: .french)
    let terms = french.read(question).terms.filter { !$0.isAlternative }
    #expect(terms.map { $0.tokens(in: .french)[0] } == tokens)
  }

  @Test func englishApostrophesAndHyphensStay() {
    let terms = reader.read("O'Brien stand-in").terms.filter { !$0.isAlternative }
    #expect(terms.map { $0.tokens[0] } == ["o", "brien", "stand", "in"])
  }
}
