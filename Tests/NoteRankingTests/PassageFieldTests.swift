import NoteModel
import NoteQuery
import NoteRanking
import NoteText
import Testing

/// Fields, addresses and properties beside prose.
@Suite struct PassageFieldTests {
  /// Paragraphs from line 1 on, one below the other; marks are given by the text they cover.
  private static func section(
    _ lines: [String], _ marks: [(TextMark.Kind, String)] = []
  ) -> SectionText {
    var text = SectionText()
    for line in lines {
      if !text.bytes.isEmpty { text.bytes.append(0x0A) }
      let start = text.bytes.count
      text.bytes += Array(line.utf8)
      text.leaves.append(LeafBlock(kind: .paragraph, start: start, end: text.bytes.count))
    }
    let whole = lines.joined(separator: "\n")
    text.marks = marks.compactMap { kind, piece in
      whole.firstRange(of: piece).map { range in
        let start = whole.utf8.distance(from: whole.startIndex, to: range.lowerBound)
        return TextMark(kind: kind, start: start, end: start + piece.utf8.count)
      }
    }.sorted { $0.start < $1.start }
    return text
  }

  private static func shown(
    _ text: SectionText, _ question: String, context: [Int] = [], rarity: [Double]? = nil,
    _ frontMatter: FrontMatterText? = nil
  ) -> String? {
    let tokenizer = Tokenizer()
    let query = QuestionReader(tokenizer: tokenizer).read(question)
    let ranked = RankedSection(section: 1, note: 1, score: 1, context: context)
    let answer = Ranker().refine(
      Ranking(sections: [ranked], rarity: rarity ?? query.terms.map { _ in 3 }),
      with: [SectionSource(headings: [], text: text, frontMatter: frontMatter)], for: query,
      tokenizer: tokenizer
    ).first
    guard let passage = answer?.passage else { return nil }
    let bytes = passage.property == nil ? text.bytes : frontMatter?.bytes ?? []
    return String(decoding: bytes[passage.start..<passage.end], as: UTF8.self)
  }

  private static let plugin = section(
    ["Part ID: lamp", "Made by: Ann", "Waterproof: Yes", "Gives light for a week."],
    [(.code, "lamp"), (.noteLink, "Ann"), (.noteLink, "Yes")])

  @Test func aNameShowsTheProse() {
    #expect(Self.shown(Self.plugin, "lamp", context: [0]) == "Gives light for a week.")
  }

  @Test func aFieldAnswersWhoAsksForIt() {
    #expect(Self.shown(Self.plugin, "waterproof lamp", context: [1]) == "Waterproof: Yes")
    #expect(Self.shown(Self.plugin, "who made the lamp", context: [1]) == "Made by: Ann")
  }

  @Test func aLabelThatEachNoteHasIsAskedFor() {
    // `made` stands in nearly all notes, since each says who made it.
    #expect(
      Self.shown(
        Self.plugin, "who made the lamp", context: [1], rarity: [0.3, 6, 6, 0.3, 0.3, 6, 6])
        == "Made by: Ann")
  }

  @Test func aFactThatIsSaidNowhereIsAskedOfTheFieldsToo() {
    #expect(
      Self.shown(Self.plugin, "who sells the lamp", context: [1])
        == "Part ID: lamp\nMade by: Ann\nWaterproof: Yes\nGives light for a week.")
    #expect(Self.shown(Self.plugin, "lamp price", context: [0]) == "Gives light for a week.")
  }

  @Test func aFieldThatRepeatsTheQuestionIsNoAnswer() {
    #expect(Self.shown(Self.plugin, "lamp part", context: [0]) == "Gives light for a week.")
  }

  @Test func aWordOfNearlyAllNotesDecidesNothing() {
    let parts = Self.section(["A part of the camp.", "Part list: Ann"], [(.noteLink, "Ann")])
    #expect(
      Self.shown(parts, "lamp part", context: [0], rarity: [6, 0.3])
        == "A part of the camp.\nPart list: Ann")
    #expect(Self.shown(parts, "lamp list", context: [0], rarity: [6, 3]) == "Part list: Ann")
  }

  @Test func aBarOfLinksIsNoText() {
    let bar = Self.section(
      ["Edit | Copy | Download"],
      [(.webLink, "Edit"), (.webLink, "Copy"), (.webLink, "Download")])
    #expect(Self.shown(bar, "lamp", context: [0]) == nil)
    let list = Self.section(["Edit, Copy"], [(.noteLink, "Edit"), (.noteLink, "Copy")])
    #expect(Self.shown(list, "lamp", context: [0]) == "Edit, Copy")
  }

  @Test func wordsOfAddressesCountWhereThereAreNoOthers() {
    let text = Self.section(
      ["The chart shows tides.", "The page (https://a.example/tides/harbour)"],
      [(.webLink, "The page"), (.address, " (https://a.example/tides/harbour)")])
    #expect(Self.shown(text, "tides") == "The chart shows tides.")
    #expect(
      Self.shown(text, "harbour") == "The page (https://a.example/tides/harbour)")
    let bare = Self.section(["See https://b.example/tides/now", "Low tides come late."])
    #expect(Self.shown(bare, "tides") == "Low tides come late.")
  }

  @Test func tagsAndATableOfContentsAreNoText() {
    let tags = Self.section(["Tags: #lamp #camp"], [(.tag, "#lamp"), (.tag, "#camp")])
    #expect(Self.shown(tags, "lamp") == nil)
    #expect(Self.shown(tags, "camp light", context: [1]) == nil)
    let contents = Self.section(
      ["How to light the lamp", "Spare parts"],
      [(.ownLink, "How to light the lamp"), (.ownLink, "Spare parts")])
    #expect(Self.shown(contents, "light lamp") == nil)
    let sentence = Self.section(["For wicks see Spare parts there."], [(.ownLink, "Spare parts")])
    #expect(Self.shown(sentence, "spare wicks") == "For wicks see Spare parts there.")
  }

  private static func properties(_ lines: [(key: String, value: String)]) -> FrontMatterText {
    var bytes: [UInt8] = []
    var entries: [FrontMatterText.Entry] = []
    for (key, value) in lines {
      if !bytes.isEmpty { bytes.append(0x0A) }
      let start = bytes.count
      bytes += Array("\(key): \(value)".utf8)
      var entry = FrontMatterText.Entry(key: key, start: start, end: bytes.count, isState: false)
      entry.isLinks = value.hasPrefix("[[")
      entries.append(entry)
    }
    return FrontMatterText(bytes: bytes, firstLine: 2, endLine: lines.count + 1, entries: entries)
  }

  @Test(arguments: [
    ("kettle warranty", "warranty: 24 months", "its key was asked for"),
    ("kettle months", "warranty: 24 months", "its value says the word"),
    ("kettle part", "For the camp.", "a part of a key is no question for it"),
    ("kettle lantern", "For the camp.", "a list of links only leads on"),
    (
      "kettle related", "related: [[Lantern]], [[Knots]], [[Wax]]", "but not where it was asked for"
    ),
  ])
  func propertyAnswers(_ question: String, _ expected: String, _ reason: String) {
    let properties = Self.properties([
      ("part-id", "kettle"), ("warranty", "24 months"),
      ("related", "[[Lantern]], [[Knots]], [[Wax]]"),
    ])
    #expect(
      Self.shown(Self.section(["For the camp."]), question, context: [0], properties) == expected,
      "\(reason)")
  }
}
