import NoteText
import Testing

/// The tokens of a text in one line; further forms of a token follow it after a `/`.
func tokens(of text: String, _ tokenizer: Tokenizer = Tokenizer()) -> String {
  var line = ""
  tokenizer.tokenize(text) { token in
    line += (token.isColocated ? "/" : line.isEmpty ? "" : " ") + token.text
    return true
  }
  return line
}

/// A text, its tokens, and why.
struct Row: Sendable, CustomTestStringConvertible {
  let text: String
  let tokens: String
  let reason: String

  init(_ text: String, _ tokens: String, _ reason: String) {
    self.text = text
    self.tokens = tokens
    self.reason = reason
  }

  var testDescription: String { reason }
}

@Suite struct TokenizerTests {
  static let rows = [
    Row("", "", "nothing"),
    Row("  \n\t. ", "", "blanks and punctuation only"),
    Row("The Quick fox", "the quick fox", "capitals fold"),
    Row("404", "404", "a number"),
    Row("404/410", "404 410", "neighbouring numbers"),
    Row("v1.2", "v1 2", "a version"),
    Row("2024-07-21", "2024 07 21", "a date"),
    Row("snake_case_name", "snake case name", "snake case"),
    Row("well-known", "well/wellknown known", "kebab case"),
    Row("Wi-Fi e-mail", "wi/wifi fi e/email mail", "a compound is one word too"),
    Row("state-of-the-art", "state of the art", "not one of many words"),
    Row("utf-8 a--b x-", "utf 8 a b x", "other hyphens join nothing"),
    Row("com.example.app", "com exampl app", "dotted name"),
    Row("GitHub", "github/git/hub", "a name with capitals inside"),
    Row("getUserName", "getusernam/get/user/name", "camel case"),
    Row("XMLHttpRequest", "xmlhttprequest/xml/http/request", "capitals before a word"),
    Row("iPhone", "iphon/phone", "no part of one letter"),
    Row("URLs PDFs", "url pdfs", "plural of an acronym"),
    Row("HTTP", "http", "all capitals"),
    Row("sha256Sum", "sha256sum/sha256/sum", "digits before a capital"),
    Row("C++ and c++17", "c++/c and c++/c 17", "C++ is a name"),
    Row("C# F#.", "c#/c f#/f", "C sharp is a name"),
    Row("## a#b", "a b", "a hash between words"),
    Row("ASP.NET .net", "asp .net/net .net/net", ".NET is a name"),
    Row(".network a.b", "network a b", "a full stop before a longer word"),
    Row("don't dont don\u{2019}t", "dont dont dont", "negation, both apostrophes"),
    Row("John's dogs' it's", "john dog it", "possessives"),
    Row("she'll we're I've", "she we i", "contractions do not become other words"),
    Row("l'école d\u{2019}un", "l ecol d un", "French elision separates"),
    Row("rock'n'roll 'quoted'", "rock n roll quot", "other apostrophes separate"),
    Row("running connections", "run connect", "English stems"),
    Row("utf8 4xx", "utf8 4xx", "words with digits are not stemmed"),
  ]

  @Test(arguments: rows)
  func cuts(_ row: Row) {
    #expect(tokens(of: row.text) == row.tokens)
  }

  static let unicodeRows = [
    Row("Crème Brûlée", "creme brulee", "accents fold"),
    Row("Cre\u{301}me", "creme", "a combining accent"),
    Row("ＡＢＣ１２３", "abc123", "full width"),
    Row("ﬁnal oﬃce", "final office", "ligatures"),
    Row("Straße STRASSE", "strasse strasse", "sharp s"),
    Row("Øre đ Łódź", "ore d lodz", "letters with a stroke"),
    Row("İstanbul ısı", "istanbul isi", "Turkish i"),
    Row("Москва ёлка", "москва елка", "Cyrillic"),
    Row("Чайный чаи\u{306}ный", "чайный чайный", "short i is a letter, decomposed too"),
    Row("ΟΔΟΣ Οδός", "οδοσ οδοσ", "final sigma"),
    Row("हिन्दी में", "हिन्दी में", "Hindi vowel signs belong to the word"),
    Row("क़लम", "कलम", "nukta folds"),
    Row("كِتَاب أحمد", "كتاب احمد", "Arabic vowels and hamza fold"),
    Row("١٢٣ ४५", "123 45", "digits of other scripts"),
    Row("שָׁלוֹם", "שלום", "Hebrew points"),
    Row("中文字", "中文 文字/字", "Chinese pairs and the last character"),
    Row("中", "中", "one character alone"),
    Row("第3章", "第 3 章", "a digit between"),
    Row("ガ ｶﾞ カ\u{3099}", "ガ ガ ガ", "kana voicing marks join"),
    Row("データベース", "デー ータ タベ ベー ース/ス", "katakana"),
    Row("한국어", "한국 국어/어", "Korean pairs"),
    Row("\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}", "한국/국", "decomposed Korean"),
    Row("ที่นี่", "ที่นี่/นี่", "Thai characters keep their marks"),
    Row("น้ำ", "น้ำ/ำ", "Thai am is a vowel of its own"),
    Row("CO₂ m²", "co2 m 2", "subscripts join, superscripts do not"),
    Row("6½ cup", "6 ½ cup", "fractions"),
    Row("🎉party", "🎉 party", "an emoji is a word"),
    Row("soft\u{AD}ware zero\u{200B}width", "software zero width", "invisible characters"),
    Row("Windows™", "windows tm", "a sign after a word"),
    Row("1️⃣", "1", "a keycap"),
  ]

  @Test(arguments: unicodeRows)
  func folds(_ row: Row) {
    #expect(tokens(of: row.text, Tokenizer(stemming: .none)) == row.tokens)
  }

  static let stemRows = [
    Row("книги книга", "книг книг", "Russian"),
    Row("οδοί οδός", "οδ οδ", "Greek"),
    Row("όταν", "οταν", "a word of which nothing would be left"),
    Row("المكتبات المكتبة", "مكتب مكتبه", "Arabic"),
    Row("किताबें किताब", "किताब किताब", "Hindi"),
    Row("Crèmes", "creme", "English, accents folded before"),
    Row("Москва2", "москва2", "not with a digit"),
    Row("is as", "is as", "two letters stay"),
  ]

  @Test(arguments: stemRows)
  func stems(_ row: Row) {
    #expect(tokens(of: row.text) == row.tokens)
  }

  @Test func stemsAreTheSameFromTheCache() {
    let tokenizer = Tokenizer()
    for word in ["running", "internationalization", "a", "hopping", "книги", "εκπαιδευτικών"] {
      let first = tokens(of: word, tokenizer)
      #expect(tokens(of: word, tokenizer) == first)
      #expect(tokens(of: "x \(word) y", tokenizer) == "x \(first) y")
    }
  }

  @Test func offsetsCoverTheWordAsWritten() {
    let text = "a Crème's éÉ 中文字"
    var words: [String] = []
    let bytes = Array(text.utf8)
    Tokenizer().tokenize(text) { token in
      words.append(String(decoding: bytes[token.start..<token.end], as: UTF8.self))
      return true
    }
    #expect(words == ["a", "Crème's", "éÉ", "中文", "文字", "字"])
  }

  @Test func stopsWhenToldTo() {
    var seen: [String] = []
    Tokenizer().tokenize("one two three") { token in
      seen.append(token.text)
      return seen.count < 2
    }
    #expect(seen == ["one", "two"])
  }

  @Test func withoutStemmingWordsStayWhole() {
    #expect(tokens(of: "Running shoes", Tokenizer(stemming: .none)) == "running shoes")
  }
}
