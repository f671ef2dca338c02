import NoteQuery
import NoteText
import Testing

/// A query in one line: terms, then what is ignored and excluded, then the repairs.
///
/// Tokens of one term are joined by `+`; `*` marks a beginning, `?` a term that stands in for others, `^` and a number a weight that is not 1.
private func described(_ text: String) -> String {
  let query = QuestionReader(tokenizer: Tokenizer()).read(text)
  // Neighbours as one word, parts of words, and function words of names have tests of their own.
  var parts = query.terms.filter { term in
    term.replaces?.count ?? 1 == 1 && !term.isFunctionWord && !term.isPartOfWords
  }.map(described)
  if !query.ignored.isEmpty { parts.append("ignored: \(query.ignored.joined(separator: ","))") }
  parts += query.excluded.map { "-" + described($0) }
  parts += query.repairs.map { "\($0.column): \($0.message)" }
  return parts.joined(separator: " ")
}

private func described(_ term: QueryTerm) -> String {
  term.tokens.joined(separator: "+") + (term.isPrefix ? "*" : "") + (term.isAlternative ? "?" : "")
    + (term.weight == 1 ? "" : "^\(term.weight)")
}

@Suite struct QuestionReaderTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let question: String
    let query: String
    let reason: String

    init(_ question: String, _ query: String, _ reason: String) {
      self.question = question
      self.query = query
      self.reason = reason
    }

    var testDescription: String { reason }
  }

  static let rows = [
    Row("what does 404 mean", "404 mean^0.2 ignored: what,does", "the question of the manual"),
    Row("What does 404 mean?", "404 mean^0.2 ignored: What,does", "punctuation and capitals"),
    Row("gateway timeout", "gateway timeout", "two words"),
    Row("process id", "process id", "a word that is one with an apostrophe too"),
    Row("what I'd pack", "pack ignored: what,I'd", "the same with its apostrophe"),
    Row("is a 302 temporary?", "302 temporari ignored: is,a", "codes stay"),
    Row("", "", "nothing"),
    Row("?!", "", "no word"),
    Row("what is", "what is", "only function words: they are the terms"),
    Row("what is IT governance", "it govern ignored: what,is", "capitals among small letters"),
    Row("WHAT IS IT", "what is it what+is+it?", "all in capitals: maybe a saying"),
    Row("A man", "man ignored: A", "one letter that begins the question"),
    Row("vitamin A", "vitamin a", "one capital letter later on"),
    Row("am I late", "late ignored: am,I", "I is a function word in any place"),
    Row("how-to guide", "how to guid howto?^1.2", "compounds are names"),
    Row("what's new", "new ignored: what's", "a contraction"),
    Row("404/410", "404 410", "one word, two terms"),
    Row("GitHub C++", "github c++ git?^0.3 hub?^0.3", "parts stand in, a bare c does not"),
    Row("Wi-Fi wifi", "wi fi wifi", "a stand-in that is typed too"),
    Row("\"gateway timeout\" error", "gateway+timeout error", "a phrase"),
    Row("“gateway timeout”", "gateway+timeout", "curly quotes"),
    Row("\"is\"", "is", "a quoted function word"),
    Row("什么是光合作用", "是光^0.4 光合 合作 作用 ignored: 什么", "a question word at the beginning"),
    Row("谁发明了电话", "发明 明了^0.4 了电^0.4 电话 ignored: 谁", "a question word of one character"),
    Row("什么", "什么", "nothing but the question word"),
    Row("\"什么\"", "什么", "a quoted question word"),
    Row("電話は誰が発明しましたか", "電話 話は^0.4 が発^0.4 発明 明し ignored: 誰,ましたか", "in Japanese"),
    Row("кто открыл кислород", "кто^0.4 откр кислород", "function words beyond Latin"),
    Row("\"\" x", "x", "an empty phrase"),
    Row("5\" disk", "5 disk", "a quote after a word is text"),
    Row(
      "notes \"release date",
      "note releas+date 7: quote is never closed; reading it as \"release date\"",
      "an unclosed quote"),
    Row("\u{201D}release date", "releas date", "a curly quote alone"),
    Row(
      "\"one two three four five six seven eight nine ten",
      "one two three four five six seven eight nine ten "
        + "1: quote is never closed; reading the words one by one", "a long rest is no phrase"),
    Row("star -dog", "star -dog", "an excluded word"),
    Row("star -\"hot dog\"", "star -hot+dog", "an excluded phrase"),
    Row("star -hot-dog", "star -hot+dog", "an excluded compound"),
    Row("well-known a - b", "well known b wellknown?^1.2 ignored: a", "other hyphens"),
    Row("\"well-known\" x", "well+known x", "a phrase has no stand-ins"),
    Row("doesn't work", "work^0.2 ignored: doesn't", "an apostrophe in a word is no sign"),
    Row("14:30", "14+30", "the groups of a time keep their order"),
    Row("v1.2.3 10.0.0.1", "v1+2+3 10+0+0+1", "versions and addresses too"),
    Row("fe80::1", "fe80+1", "a short address"),
    Row("10^6", "10+6", "a power"),
    Row("covid-19", "covid 19", "a word and a number"),
    Row("8,000", "8+000 8000?^1.2", "thousands"),
    Row("star --dog", "star dog", "two hyphens exclude nothing"),
    Row("tree tree leaf", "tree^2.0 leaf", "a repeated word weighs more"),
    Row("山", "山*", "one character begins a pair"),
    Row("高山", "高山", "a pair"),
    Row("中文字 是", "中文 文字 是*", "pairs and a character"),
    Row("\u{3000}a\u{A0}tag :play", "tag play ignored: a", "Unicode blanks; no filters"),
  ]

  @Test(arguments: rows)
  func questionBecomesItsQuery(_ row: Row) {
    #expect(described(row.question) == row.query)
  }

  @Test func wordsAreKeptAsTyped() {
    let query = QuestionReader(tokenizer: Tokenizer()).read("(Running) 404/410, naïve?")
    #expect(
      query.terms.filter { !$0.isPartOfWords }.map(\.word) == [
        "Running", "404/410", "404/410", "naïve",
      ])
    #expect(query.terms.filter { !$0.isPartOfWords }.map(\.wordIndex) == [0, 1, 1, 2])
    #expect(query.questionKey == "run 404 410 naiv")
  }

  @Test func pastedTextKeepsCodesAndLongWords() {
    var words = (0..<500).map { "word" + String(repeating: "q", count: $0 % 7) + "\(letters($0))" }
    words.append("ERR42")
    words.append("extraordinarilylong")
    let query = QuestionReader(tokenizer: Tokenizer()).read(words.joined(separator: " "))
    #expect(query.terms.count == QuestionReader.mostPastedTerms)
    #expect(query.terms.contains { $0.tokens == ["err42"] })
    #expect(query.terms.contains { $0.tokens == ["extraordinarilylong"] })
    #expect(query.repairs.map(\.message) == ["502 different words; looking for 32 of them"])
  }

  @Test(arguments: [
    ("to be or not to be", true), ("what is it", true), ("what does 404 mean", false),
    ("tea", false), ("", false),
  ])
  func functionWordsAloneAreToldApart(_ question: String, _ isTrue: Bool) {
    let query = QuestionReader(tokenizer: Tokenizer()).read(question)
    #expect(query.hasOnlyFunctionWords == isTrue)
  }

  @Test func overlongPhraseIsReadAsWords() {
    let text = "\"" + (0..<40).map(letters).joined(separator: " ") + " the\""
    let query = QuestionReader(tokenizer: Tokenizer()).read(text)
    #expect(query.terms.allSatisfy { $0.tokens.count == 1 })
    #expect(query.ignored == ["the"])
  }

  @Test(arguments: [
    "wi-fi", "e-mail", "v1.2", "10.0.0.1", "2025-03-07", "well.", "so: what", "it's",
  ])
  func thatIsNoCode(_ text: String) {
    let query = QuestionReader(tokenizer: Tokenizer()).read("a " + text + " b")
    #expect(query.literals.allSatisfy { !$0.isCode })
  }

  /// A word of small letters that is different for every number.
  private func letters(_ number: Int) -> String {
    let alphabet = Array("bcdfghjklz")
    return "x" + String(String(number).map { alphabet[$0.wholeNumberValue ?? 0] }) + "x"
  }
}
