import NoteText
import Testing

/// The tokens of a text in one line; further forms of a token follow it after a `/`.
func tokens(of text: String, _ tokenizer: Tokenizer = Tokenizer()) -> String {
  var line = ""
  tokenizer.tokenize(text) { token in
    line +=
      (token.isColocated ? "/" : line.isEmpty ? "" : " ") + token.bareText
      + (token.kind == .part ? "~" : "")
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
    Row("a/My%20Notes%2Fx", "a my note x", "an escape of an address parts words"),
    Row("caf%C3%A9s", "caf s", "escapes of a letter of two bytes"),
    Row("100% 5%ab %date% %", "100 5 ab date", "no escapes"),
    Row("v1.2", "v1 2", "a version"),
    Row("2024-07-21", "2024 07 21", "a date"),
    Row("snake_case_name", "snake case name", "snake case"),
    Row("well-known", "well/wellknown known", "kebab case"),
    Row("Wi-Fi e-mail", "wi/wifi fi e/email mail", "a compound is one word too"),
    Row("state-of-the-art", "state of the art", "not one of many words"),
    Row("utf-8 a--b x-", "utf 8 a b x", "other hyphens join nothing"),
    Row("com.example.app", "com exampl app", "dotted name"),
    Row("GitHub", "github/git~/hub~", "a name with capitals inside"),
    Row("getUserName", "getusernam/get~/user~/name~", "camel case"),
    Row("XMLHttpRequest", "xmlhttprequest/xml~/http~/request~", "capitals before a word"),
    Row("iPhone", "iphon/phone~", "no part of one letter"),
    Row("URLs PDFs GPUs", "url pdf/pdfs gpu/gpus", "plural of an acronym"),
    Row("pdfs PDFS IDs", "pdfs pdfs id", "plural of an acronym in other letters"),
    Row("HTTP", "http", "all capitals"),
    Row("sha256Sum", "sha256sum/sha256~/sum~", "digits before a capital"),
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
  func textIsCutIntoTerms(_ row: Row) {
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
    Row("हिन्दी में", "हिंदी में", "Hindi vowel signs belong to the word"),
    Row("क़लम", "कलम", "nukta folds"),
    Row("كِتَاب أحمد", "كتاب احمد", "Arabic vowels and hamza fold"),
    Row("١٢٣ ४५", "123 45", "digits of other scripts"),
    Row("שָׁלוֹם", "שלום", "Hebrew points"),
    Row("中文字", "中文 文字/字", "Chinese pairs and the last character"),
    Row("中", "中", "one character alone"),
    Row("第3章", "第 3 章", "a digit between"),
    Row("ガ ｶﾞ カ\u{3099} が", "が が が が", "kana voicing marks join"),
    Row("データベース", "でー ーた たべ べー ーす/す", "katakana is hiragana"),
    Row("한국어", "한국 국어/어", "Korean pairs"),
    Row("\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}", "한국/국", "decomposed Korean"),
    Row("ที่นี่", "ที่นี่/นี่", "Thai characters keep their marks"),
    Row("น้ำ", "น้ำ/ำ", "Thai am is a vowel of its own"),
    Row("CO₂ m² km³", "co2 m2 km3", "subscripts and the powers of units join"),
    Row("10⁶ 10¹²", "10 6 10 12", "powers of numbers stand apart"),
    Row("Einstein¹ says", "einstein 1 says", "the number of a footnote"),
    Row("इन्टरनेट सम्बन्ध", "इंटरनेट संबंध", "a nasal before a consonant is anusvara"),
    Row("जन्म", "जन्म", "no anusvara before m"),
    Row("צה\"ל צה״ל צה”ל", "צהל צהל צהל", "gershayim and the quotes that stand for it"),
    Row(
      "ג'ירפה ג׳ירפה ג’ירפה", "גירפה גירפה גירפה", "geresh and the apostrophes that stand for it"),
    Row("\"שלום\" 'שלום'", "שלום שלום", "quotes around a Hebrew word"),
    Row("6½ cup", "6 ½ cup", "fractions"),
    Row("🎉party", "🎉 party", "an emoji is a word"),
    Row("soft\u{AD}ware zero\u{200B}width", "software zero width", "invisible characters"),
    Row("Windows™", "windows tm", "a sign after a word"),
    Row("1️⃣", "1", "a keycap"),
  ]

  @Test(arguments: unicodeRows)
  func charactersAreFolded(_ row: Row) {
    #expect(tokens(of: row.text, Tokenizer(stemming: .none)) == row.tokens)
  }

  static let groupRows = [
    Row("978-3-16-148410-0", "978/9783161484100 3 16 148410 0", "an ISBN"),
    Row("12.345.678-9", "12/123456789 345 678 9", "an account with a check digit"),
    Row("123.456.789-09", "123/12345678909 456 789 09", "a tax number with two"),
    Row("10.0.12.14-9", "10 0 12 14 9", "a range of addresses"),
    Row(
      "978 3 16 148410 0", "978/9783161484100/978316148410 3 16 148410 0",
      "with blanks, and without the last group, which may be the next word"),
    Row(
      "call 555 867 5309 2 times", "call 555/55586753092/5558675309 867 5309 2 times",
      "a number before another one"),
    Row("rtx4090 4501234", "rtx4090 4501234", "a name with digits begins no number"),
    Row("phone2 555-867-5309", "phone2 555/5558675309 867 5309", "a number behind it"),
    Row(
      "DE89 3704 0044 0532 0130 00 BIC", "de89/de89370400440532013000 3704 0044 0532 0130 00 bic",
      "a word behind an IBAN"),
    Row(
      "AT61 1904 3002 3457 3201 at home",
      "at61/at611904300234573201 1904 3002 3457 3201 at home", "a word behind full groups"),
    Row("de89 3704 0044 0532", "de89/de89370400440532 3704 0044 0532", "in small letters"),
    Row("1'234'567 1’234", "1/1234567 234 567 1/1234 234", "thousands as the Swiss write them"),
    Row("5'11 12'5", "5 11 12 5", "feet and inches"),
    Row("x^2 y^{12} a_1", "x/x2 2 y/y12 12 a/a1 1", "powers, and numbers below the line"),
    Row("snake_case_1 a_1_b", "snake case 1 a 1 b", "names with underscores are none"),
    Row("+49 30 1234567", "49/49301234567 30 1234567", "a telephone number"),
    Row("+49 (0)30 1234567", "49/49301234567 0 30 1234567", "the zero that is not dialled"),
    Row("(030) 123-4567", "030/0301234567 123 4567", "brackets"),
    Row("030/123 45 67", "030/0301234567 123 45 67", "a stroke"),
    Row("030\u{A0}123\u{2011}4567", "030/0301234567 123 4567", "signs that do not break a line"),
    Row(
      "DE89 3704 0044 0532 0130 00",
      "de89/de89370400440532013000 3704 0044 0532 0130 00", "an IBAN"),
    Row("NL91 ABNA 0417 1643 00", "nl91/nl91abna0417164300 abna 0417 1643 00", "with letters"),
    Row("00:1B:44:11:3A:B7", "00/001b44113ab7 1b 44 11 3a b7", "a hardware address"),
    Row("ab-cd-ef-ab-cd-ef", "ab/abcdefabcdef cd ef ab cd ef", "of letters alone"),
    Row("001b.4411.3ab9", "001b/001b44113ab9 4411 3ab9", "in three groups"),
    Row("DE 123456789", "de/de123456789 123456789", "a tax number behind its country"),
    Row("1 000 000", "1/1000000 000 000", "thousands with blanks"),
    Row("2026-03-01 10:00", "2026 03 01 10 00", "dates are looked for by their parts"),
    Row("192.168.100.101", "192 168 100 101", "addresses too"),
    Row("3.14159265", "3 14159265", "a decimal number"),
    Row("in 2026 we", "2026 we", "a short number"),
    Row("123-4567-\u{E4}", "123/1234567 4567 a", "a letter behind another sign"),
  ]

  @Test(arguments: groupRows)
  func joinsGroups(_ row: Row) {
    let tokens = tokens(of: row.text, Tokenizer(stemming: .none))
    #expect(tokens == (row.text.hasPrefix("in") ? "in " : "") + row.tokens)
  }

  @Test func numbersWithoutEndTakeLinearTime() {
    // Each group would begin a number of its own, and read on to the end.
    let text = String(repeating: "1 ", count: 200_000)
    var count = 0
    Tokenizer().tokenize(text) { token in
      if !token.isColocated { count += 1 }
      return true
    }
    #expect(count == 200_000)
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
  func wordsBecomeStemsOfTheirLanguage(_ row: Row) {
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

  @Test func aPartIsAnotherTermThanTheWord() {
    var terms: [[UInt8]] = []
    Tokenizer().tokenize("git GitHub") { token in
      terms.append(Array(token.term))
      return true
    }
    #expect(terms[0] == Array("git".utf8))
    #expect(terms[2] == Array("git".utf8) + [Tokenizer.partMark])
  }

  @Test func partsAreMarkedHoweverLongTheyAre() {
    let long = String(repeating: "a", count: 40)
    #expect(
      tokens(of: "GitA\(long.dropFirst())", Tokenizer(stemming: .none))
        == "git\(long)/git~/\(long)~"
    )
    // Many that wait for their stems.
    let words = [String](repeating: "GitHub", count: 40)
    #expect(
      tokens(of: words.joined(separator: " "))
        == words.map { _ in "github/git~/hub~" }.joined(separator: " "))
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
