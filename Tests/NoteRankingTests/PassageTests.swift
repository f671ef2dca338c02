import NoteModel
import NoteQuery
import NoteRanking
import NoteText
import Testing

/// Which piece of one section is shown for a question.
@Suite struct PassageTests {
  /// A section of the given leaves, one below the other without blank lines, from line 10 on.
  private static func section(_ leaves: [(Block.Kind, String)]) -> SectionText {
    var text = SectionText(firstLine: 10)
    for (kind, piece) in leaves {
      if !text.bytes.isEmpty { text.bytes.append(0x0A) }
      let start = text.bytes.count
      text.bytes += Array(piece.utf8)
      text.leaves.append(LeafBlock(kind: kind, start: start, end: text.bytes.count))
    }
    return text
  }

  private static func refined(
    _ text: SectionText, _ question: String, context: [Int] = [], language: Language = .english
  ) -> RankedAnswer? {
    let tokenizer = Tokenizer()
    let reader = QuestionReader(tokenizer: tokenizer, languages: LanguageSet(language))
    let query = reader.read(question)
    let ranked = RankedSection(section: 1, note: 1, score: 1, context: context)
    let rarity = query.terms.map { _ in 3.0 }
    return Ranker().refine(
      Ranking(sections: [ranked], rarity: rarity),
      with: [SectionSource(headings: [], text: text, language: language)], for: query,
      tokenizer: tokenizer
    ).first
  }

  private static func passage(
    _ leaves: [(Block.Kind, String)], _ question: String, context: [Int] = []
  ) -> String {
    let text = section(leaves)
    guard let passage = refined(text, question, context: context)?.passage else { return "nothing" }
    let shown = String(decoding: text.bytes[passage.start..<passage.end], as: UTF8.self)
    let lines = passage.line == passage.endLine ? "" : "-\(passage.endLine)"
    return "\(passage.line)\(lines): \(shown)"
  }

  @Test func codeIsShownByLines() {
    let code = (Block.Kind.code, "git init\ngit rebase -i main\ngit push --force")
    #expect(Self.passage([code], "interactive rebase") == "10-12: " + code.1)
    let lines = (0..<30).map { "step number\($0)" }
    let long = (Block.Kind.code, lines.joined(separator: "\n"))
    #expect(Self.passage([long], "number20") == "27-34: " + lines[17..<25].joined(separator: "\n"))
  }

  @Test func tableRowsAreWhole() {
    let rows: [(Block.Kind, String)] = [
      (.table, "key  action"), (.table, "dd  delete the line"),
      (.table, "yy  copy the line"),
    ]
    #expect(Self.passage(rows, "copy line") == "12: yy  copy the line")
    #expect(Self.passage(rows, "which action deletes a line") == "11: dd  delete the line")
    // The first row leads in what the others say.
    #expect(
      Self.passage(rows, "action")
        == "10-12: key  action\ndd  delete the line\nyy  copy the line")
  }

  @Test func hardWrappedProseIsOnePiece() {
    let text = """
      The boiler is bled twice a year, in autumn before the first frost and
      in spring before the swifts come back, with the small square key that
      hangs beside it
      """
    #expect(
      Self.passage([(.paragraph, text)], "square key")
        == "10-12: " + text)
  }

  @Test func linesBrokenOnPurposeAreSingle() {
    let text = "Wifi: sunflower\nDoor code: 4711\nAlarm: press the star"
    #expect(Self.passage([(.paragraph, text)], "door code") == "11: Door code: 4711")
  }

  @Test func longProseIsShownBySentences() {
    let filler = "Nothing here is of any use to somebody who wants to know it, e.g. to you. "
    let text = String(repeating: filler, count: 5) + "The spare key is under the pot. " + filler
    // With the next one, since a sentence alone is soon read.
    let next = String(filler.dropLast())
    #expect(
      Self.passage([(.paragraph, text)], "spare key") == "10: The spare key is under the pot. "
        + next)
  }

  @Test func chineseIsCutAtItsFullStops() {
    let text = String(repeating: "今天天气很好我们去公园散步吧。", count: 8) + "钥匙在花盆下面。" + "完了。"
    // The paragraph is short enough to be shown whole.
    #expect(Self.passage([(.paragraph, text)], "钥匙在哪") == "10: " + text)
    let long = String(repeating: "今天天气很好我们去公园散步吧。", count: 12) + "钥匙在花盆下面。" + "完了。"
    #expect(Self.passage([(.paragraph, long)], "钥匙在哪") == "10: 钥匙在花盆下面。完了。")
  }

  @Test func textWithoutAStopIsCutAtABlank() {
    let text =
      String(repeating: "word ", count: 400) + "needle " + String(repeating: "word ", count: 400)
    let answer = Self.refined(Self.section([(.paragraph, text)]), "needle")
    let passage = answer?.passage
    #expect((passage?.end ?? 0) - (passage?.start ?? 0) <= 800)
    #expect(passage?.matches.count == 1)
  }

  @Test func entryThatBeginsWithTheTermWins() {
    let items: [(Block.Kind, String)] = [
      (.list, "410 Gone: like 404, but for good"), (.list, "404 Not Found: no such page"),
    ]
    #expect(Self.passage(items, "404") == "11: 404 Not Found: no such page")
  }

  @Test func pointersAreNoEntries() {
    let items: [(Block.Kind, String)] = [
      (.list, "Heapsort"), (.list, "slower than heapsort: bubble sort, by far"),
    ]
    #expect(Self.passage(items, "heapsort") == "11: slower than heapsort: bubble sort, by far")
    let twice = [(Block.Kind.list, "Heapsort"), (.list, "Heapsort: sorts in place")]
    #expect(Self.passage(twice, "heapsort") == "11: Heapsort: sorts in place")
  }

  @Test func whatTheTitleSaysDecidesLittle() {
    let items: [(Block.Kind, String)] = [
      (.paragraph, "Quicksort sorts. Quicksort is quick."),
      (.paragraph, "Hoare invented it in 1959."),
    ]
    #expect(
      Self.passage(items, "who invented quicksort", context: [1])
        == "11: Hoare invented it in 1959.")
  }

  @Test func withoutAMatchTheBeginningIsShown() {
    #expect(
      Self.passage([(.paragraph, "First."), (.paragraph, "Second.")], "xyzzy")
        == "10-11: First.\nSecond.")
    let address: [(Block.Kind, String)] = [
      (.paragraph, "https://example.org/network.png"),
      (.paragraph, "The router stands in the hall."),
    ]
    #expect(Self.passage(address, "xyzzy") == "11: The router stands in the hall.")
    #expect(Self.passage([], "xyzzy") == "nothing")
  }

  @Test func leavesBeyondTheTextAreCut() {
    var text = Self.section([(.paragraph, "one two")])
    text.leaves = [
      LeafBlock(kind: .paragraph, start: 0, end: 900), LeafBlock(kind: .code, start: 5, end: 2),
    ]
    #expect(Self.refined(text, "two")?.passage?.end == 7)
  }

  @Test(arguments: [
    ("temporary", "temporarily", TermMatch.Form.kin), ("temporary", "Temporary", .typed),
    ("runs", "running", .folded), ("café", "cafe", .folded), ("Café", "café", .typed),
    ("kitaplar", "kitaplardan", .kin),
  ])
  func formsAreTold(_ typed: String, _ written: String, _ form: TermMatch.Form) {
    let answer = Self.refined(Self.section([(.paragraph, "x \(written) y")]), typed)
    #expect(answer?.matches.map(\.form) == [form])
    #expect(answer?.matches.first?.start == 2)
    #expect(answer?.matches.first?.end == 2 + written.utf8.count)
  }

  private static let parts: [(String, String, Language, TermMatch.Form?, String)] = [
    ("Schmalspurbahn", "Schmalspurnetz", .german, .part, "a compound"),
    ("Spurweite", "Breitspurweiten", .german, .part, "the end of a compound"),
    ("Bahnhof", "Hauptbahnhofs", .german, .part, "all of the term"),
    ("железная", "нежелезная", .english, .part, "a script that is no English"),
    ("Haustür", "Bachlauf", .german, nil, "nothing in common"),
    ("Schifffahrt", "Raumfahrtschiff", .german, .part, "half of it is enough"),
    ("Bahnhofsvorplatz", "Bahnhof", .german, nil, "less than half"),
    ("Wiese", "Riesen", .german, nil, "four characters"),
    ("Hausboot", "Hausrat", .german, nil, "less than five in a row"),
    ("understand", "misunderstand", .english, nil, "English has no parts"),
  ]

  @Test(arguments: parts)
  func partsAreTold(
    _ typed: String, _ written: String, _ language: Language, _ form: TermMatch.Form?,
    _ reason: String
  ) {
    let text = Self.section([(.paragraph, "x \(written) y")])
    let answer = Self.refined(text, typed, language: language)
    #expect(answer?.matches.map(\.form) == (form.map { [$0] } ?? []), "\(reason)")
  }

  @Test func partsOfRepeatedLettersAreFoundOnce() {
    let text = Self.section([(.paragraph, String(repeating: "я", count: 40))])
    let answer = Self.refined(text, String(repeating: "я", count: 30))
    #expect(answer?.matches.map(\.form) == [.part])
  }

  @Test(arguments: [
    ("form", "formal", "too short to have kin"), ("v2024", "v2025", "digits"),
    ("information", "inform", "shorter than three quarters"),
    ("inter", "internationalization", "much longer"), ("中文字", "中文学", "a pair is no beginning"),
  ])
  func otherWordsAreNoKin(_ typed: String, _ written: String, _ reason: String) {
    let answer = Self.refined(Self.section([(.paragraph, "x \(written) y")]), typed)
    #expect(answer?.matches.allSatisfy { $0.form != .kin } == true, "\(reason)")
  }

  @Test func phrasesMatchInARow() {
    let text = Self.section([(.paragraph, "gateway timeout; timeout gateway; gateway a timeout")])
    let answer = Self.refined(text, "\"gateway timeout\"")
    #expect(answer?.matches.map { [$0.start, $0.end] } == [[0, 15]])
  }
}
