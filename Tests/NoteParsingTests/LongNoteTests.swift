import NoteModel
import NoteText
import TestSupport
import Testing

@testable import NoteIndex
@testable import NoteParsing

/// What takes its bounds from the length of a note: none of it is lost, and memory has a limit.
@Suite(.tags(.slow)) struct LongNoteTests {
  /// A sixty-fourth of what is read otherwise: to read megabytes takes tests long.
  private static let limits = {
    var limits = ReadingLimits()
    limits.mostSections >>= 6
    limits.longestText >>= 6
    limits.longestStretch >>= 6
    limits.mostLines >>= 6
    return limits
  }()

  private static func parser() -> NoteParser { NoteParser(window: 1 << 10, limits: limits) }

  private static func read(_ bytes: [UInt8]) -> Note {
    var parser = parser()
    return parser.parse(bytes, path: VaultPath("a.md"))
  }

  private static func repeated(_ unit: String, bytes: Int) -> [UInt8] {
    Array(String(repeating: unit, count: bytes / unit.utf8.count).utf8)
  }

  @Test func headingsBeyondTheMostAreText() throws {
    let most = Self.limits.mostSections
    let note = Self.read(Self.repeated("# a\n", bytes: 4 * (most + 3)))
    #expect(note.sections.count == most)
    #expect(note.headings.count == most)
    let last = try #require(note.sections.last)
    #expect(String(decoding: last.text.bytes, as: UTF8.self) == "a\na\na")
    #expect(last.text.firstLine == most + 1)
    #expect(last.endLine == most + 3)
    #expect(note.problems.map(\.kind) == [.beyondLimits])
    #expect(note.problems.first?.position.line == most + 1)
  }

  @Test func headingOfMegabytesIsText() {
    let note = Row.read(Array("# ".utf8) + Self.repeated("[[a]] ", bytes: 9 << 17))
    #expect(note.headings.isEmpty)
    #expect(note.links.count == (9 << 17) / 6)
    #expect(note.problems.map(\.kind) == [.beyondLimits])
  }

  @Test(arguments: [("lines", "[[a]] *b*\n"), ("one line", "[[a]] *b* "), ("no blank", "[[a]]*b*")])
  func paragraphOfMegabytesKeepsItsLinks(_ name: String, _ unit: String) {
    let bytes = Self.repeated(unit, bytes: 5 << 18)
    let note = Row.read(bytes)
    #expect(note.links.count == bytes.count / unit.utf8.count)
    let text = note.sections.flatMap(\.text.bytes).filter { $0 > 0x20 }
    #expect(text == Self.repeated("ab", bytes: 2 * note.links.count))
  }

  @Test func stretchEndsAtABlankOutsideOfBrackets() {
    let text = Self.repeated("[[a b]] ", bytes: 1 << 10)
    text.withUnsafeBufferPointer { text in
      guard let base = text.baseAddress else { return }
      for most in 100..<140 {
        let end = TextStretch.end(base, from: 0, to: text.count, most: most)
        #expect(end % 8 == 0 && end <= most && end > most - 20, "\(most)")
      }
    }
  }

  @Test(arguments: [
    ("lines", "line of a text\n"), ("paragraphs", "line\n\nof text\n\n\n"), ("one line", "words "),
    ("no blank", "日本"), ("items", "- item\n"), ("code", "    code\n"),
  ])
  func longSectionGoesOnInAnother(_ name: String, _ unit: String) {
    let bytes = Array("# h\n\n## i\n".utf8) + Self.repeated(unit, bytes: 3 << 12)
    let note = Self.read(bytes)
    #expect(note.sections.count >= 3)
    #expect(note.sections.dropFirst().allSatisfy { $0.headingPath == ["h", "i"] && $0.level == 2 })
    #expect(note.sections.allSatisfy { $0.text.bytes.count <= Self.limits.longestText })
    #expect(ReaderLaws.broken(note, bytes) == [])
    #expect(
      note.sections.indices.map { note.sections.isPiece($0) }.prefix(3) == [false, false, true])
    // Nothing but blanks between two pieces is gone.
    let text = note.sections.flatMap(\.text.bytes).filter { $0 > 0x20 }
    #expect(text == Self.repeated(unit, bytes: 3 << 12).filter { $0 > 0x20 })
  }

  /// What is left out for the index is in no row of it.
  @Test func whatTheIndexKeepsDoesNotDependOnWhatElseIsKept() {
    var whole = NoteParser(window: 1)
    var parts = NoteParser(window: 1)
    for seed in Rounds.seeds(1_000) {
      var generator = SeededGenerator(seed: seed)
      let bytes = RandomMarkdown.note(&generator)
      let path = VaultPath("a.md")
      let expected = whole.parse(bytes, path: path)
      let found = bytes.withUnsafeBytes { parts.parse($0, path: path, for: Self.index) }
      #expect(Self.kept(found) == Self.kept(expected), "seed \(seed)")
      #expect(bytes.isEmpty || found.listItems.isEmpty && found.footnotes.isEmpty)
    }
  }

  private static let index = ReadingPurpose.index(prose: LanguageDetector.longestSample)
  private static let german = "Die Gärtnereien sind in der Stadt und nicht auf dem Land. "
  private static let english = "The nursery of the town is not on the land that it has. "
  private static let code = "```\n" + String(repeating: "x = 1\n", count: 15_000) + "```\n\n"

  /// The first blocks may hold all that is mapped, and nothing that tells a language.
  @Test(arguments: [
    ("one paragraph", String(repeating: german + "\n", count: 2_000), Language.german),
    ("code first", code + String(repeating: german + "\n\n", count: 2_000), .german),
    (
      "formula first",
      "$$\n" + String(repeating: "x = 1\n", count: 15_000) + "$$\n"
        + String(repeating: "- \(german)\n", count: 900), .german
    ),
    (
      "code between short paragraphs",
      String(repeating: "Gärten sind für die Stadt.\n\n\(code)", count: 12), .german
    ),
    ("code beneath headings", String(repeating: "# h\n\n\(code)", count: 3) + german, .german),
    ("a piece of code", code + code + String(repeating: code, count: 20) + german, .german),
    (
      "another language first",
      String(repeating: english + "\n\n", count: 1_500)
        + String(repeating: german + "\n\n", count: 3_000), .english
    ),
    ("nothing but code", String(repeating: code, count: 3), .english),
  ])
  func longNoteHasTheLanguageOfItsProse(
    _ name: String, _ text: String, _ language: Language
  ) {
    let bytes = Array(text.utf8)
    let whole = Row.read(bytes)
    #expect(NoteLanguage.of(whole) == language)
    let found = Self.readForIndex(bytes)
    #expect(NoteLanguage.of(found) == language)
    let (some, all) = (found.sections.flatMap(\.text.leaves), whole.sections.flatMap(\.text.leaves))
    #expect(some.count <= all.count && Set(some).isSubset(of: Set(all)))
    #expect(found.sections.map(\.text.bytes) == whole.sections.map(\.text.bytes))
  }

  /// Each leaf takes memory, and a long note may have millions.
  @Test(arguments: [("code", "$$\nx\n$$\n"), ("prose", "x\n\n"), ("both", "$$\nx\n$$\nx\n\n")])
  func fewBlocksOfALongNoteAreMapped(_ name: String, _ unit: String) {
    let note = Self.readForIndex(Self.repeated(unit, bytes: 1 << 19))
    #expect(note.sections.map(\.text.leaves.count).reduce(0, +) < 40_000)
  }

  private static func readForIndex(_ bytes: [UInt8]) -> Note {
    var parser = NoteParser()
    return bytes.withUnsafeBytes { parser.parse($0, path: VaultPath("a.md"), for: index) }
  }

  /// Read in stretches, as long notes are, and whole, where the blocks of other sections are passed over.
  @Test(arguments: [1, 1 << 16])
  func textsOfSomeSectionsAreThoseOfTheWhole(window: Int) throws {
    var whole = NoteParser()
    var parts = NoteParser(window: window)
    for seed in Rounds.seeds(300) {
      var generator = SeededGenerator(seed: seed)
      let bytes = RandomMarkdown.note(&generator)
      let expected = whole.parse(bytes, path: VaultPath("a.md")).sections
      let wanted = Int.random(in: 0..<expected.count, using: &generator)
      let found = bytes.withUnsafeBytes {
        parts.parse($0, path: VaultPath("a.md"), for: .text(of: [wanted]))
      }
      #expect(found.sections.count == expected.count, "seed \(seed)")
      var section = expected[wanted]
      var read = found.sections[wanted]
      // Where a text comes from is not asked for.
      (section.text.runs, read.text.runs) = ([], [])
      #expect(read == section, "seed \(seed)")
    }
  }

  /// The text of a section that nobody wants is cut where it is too long: what comes behind it keeps its number.
  @Test(arguments: ["Words of it. ", "|a|b|c|\n", "&nGt; "])
  func longSectionsAreCutThoughTheyArePassedOver(unit: String) throws {
    let long = Self.repeated(unit, bytes: Self.limits.longestText * 9 / 10)
    let table = unit.hasPrefix("|") ? "|x|y|z|\n|-|-|-|\n" : ""
    let bytes =
      Array("# One\n\nText.\n\n# Long\n\n\(table)".utf8) + long + long
      + Array("\n\n# Last\n\nThe end.\n".utf8)
    var parser = Self.parser()
    let expected = bytes.withUnsafeBytes { parser.parse($0, path: VaultPath("a.md")) }.sections
    #expect(expected.count > 3)
    for wanted in [0, 2, expected.count - 1] {
      let found = bytes.withUnsafeBytes {
        parser.parse($0, path: VaultPath("a.md"), for: .text(of: [wanted])).sections
      }
      #expect(found.count == expected.count)
      #expect(found[wanted].headingPath == expected[wanted].headingPath)
      #expect(found[wanted].text.bytes == expected[wanted].text.bytes)
    }
  }

  /// A heading shows the value of a field that stands in another section.
  @Test func headingsKnowFieldsThatArePassedOver() {
    let text = "# One\n\ncolour:: blue\n\n## Its `= this.colour` side\n\nText.\n"
    var parser = NoteParser()
    let note = Array(text.utf8).withUnsafeBytes {
      parser.parse($0, path: VaultPath("a.md"), for: .text(of: [1]))
    }
    #expect(note.sections[1].headingPath == ["One", "Its blue side"])
  }

  /// A long paragraph, table or code block is cut while it is read: where, and what of it, does not depend on that.
  @Test(arguments: [
    ("one line", "[[a]] *b* #t ", "", false), ("no blank", "[[a]]*b*", "", false),
    ("lines", "[[a]] *b*\n", "", false),
    ("blanks", "a" + String(repeating: " ", count: 999), "", false),
    ("table", "|[[a]]|b|\n", "|a|b|\n|-|-|\n", true), ("code", "a b\n\n", "```\n", true),
  ])
  func longLeafIsCutAsItsWholeTextWouldBe(
    _ name: String, _ unit: String, _ head: String, _ isByLine: Bool
  ) throws {
    let bytes = Array(head.utf8) + Self.repeated(unit, bytes: 5 << 12)
    let note = Self.read(bytes)
    #expect(note.sections.count >= 2)
    var texts = SectionTexts()
    let pieces = note.sections.map(\.text)
    let between: [UInt8] = unit.contains("\n\n") ? [10, 10] : unit.contains("\n") ? [10] : []
    texts.bytes = Array(pieces.map(\.bytes).joined(separator: between))
    var (place, line) = (SectionTexts().end, 1)
    let cut = texts.split(
      &place, &line, most: Self.limits.longestText, settled: texts.bytes.count,
      keeps: { _ in true })
    let ends = cut.map { Int($0.place.byte) } + [Int(place.byte), texts.bytes.count]
    #expect(pieces.map(\.bytes.count) == zip(ends, ends.dropFirst()).map { $1 - $0 })
    #expect(pieces.allSatisfy { $0.leaves.last?.end == $0.bytes.count || $0.leaves.isEmpty })
    #expect(pieces.allSatisfy { $0.leaves.isEmpty == $0.bytes.isEmpty })
    for wanted in [0, note.sections.count / 2, note.sections.count - 1] {
      var parser = Self.parser()
      let found = bytes.withUnsafeBytes {
        parser.parse($0, path: VaultPath("a.md"), for: .text(of: [wanted]))
      }
      #expect(found.sections[wanted].text.bytes == pieces[wanted].bytes)
      #expect(found.sections[wanted].text.marks == pieces[wanted].marks)
      #expect(found.sections[wanted].text.leaves == pieces[wanted].leaves)
      #expect(found.sections[wanted].line == note.sections[wanted].line)
    }
  }

  /// What is left out for fragments and embeds is not needed for them.
  @Test func fragmentsDoNotDependOnWhatElseIsKept() {
    var whole = NoteParser()
    var parts = NoteParser(window: 1)
    for seed in Rounds.seeds(300) {
      var generator = SeededGenerator(seed: seed)
      let bytes = RandomMarkdown.note(&generator)
      let expected = whole.parse(bytes, path: VaultPath("a.md"))
      let found = bytes.withUnsafeBytes {
        parts.parse($0, path: VaultPath("a.md"), for: .fragments)
      }
      #expect(found.headings == expected.headings, "seed \(seed)")
      #expect(found.tasks == expected.tasks, "seed \(seed)")
      #expect(found.blockIDs == expected.blockIDs, "seed \(seed)")
      #expect(found.footnotes == expected.footnotes, "seed \(seed)")
      #expect(Array(found.listItems.map(\.range)) == expected.listItems.map(\.range))
      #expect(found.listItems.map(\.parent) == expected.listItems.map(\.parent))
      #expect(found.links == expected.links.embeds(), "seed \(seed)")
      #expect(found.bodyRange == expected.bodyRange, "seed \(seed)")
      let texts = bytes.withUnsafeBytes {
        parts.parse($0, path: VaultPath("a.md"), for: .texts)
      }
      #expect(texts.sections.map(\.headingPath) == expected.sections.map(\.headingPath))
      #expect(texts.sections.map(\.text.bytes) == expected.sections.map(\.text.bytes))
    }
  }

  /// What `NoteRecord` asks for.
  private static func kept(_ note: Note) -> [String] {
    [
      "\(note.title) \(note.aliases) \(note.questions) \(note.properties) \(note.propertyLinks)",
      "\(note.problems) \(note.lines)", "\(Array(note.tags))", "\(Array(note.links))",
      "\(Array(note.sections))", "\(NoteLanguage.of(note))", "\(note.tasks)",
    ]
  }
}
