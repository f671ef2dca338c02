import NoteLinks
import NoteModel
import NoteQuery
import TestSupport
import Testing

@testable import NoteIndex

/// How values are written into the index and read back.
@Suite struct StorageTests {
  private static let texts = ["a", "b", "a#b", "c|d", "é", "a/b.md", "long \"quoted\" name"]

  @Test(arguments: Rounds.seeds(50))
  func linksComeBackAsTheyWere(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var note = Note(path: VaultPath("n.md"), title: "n")
    var records: [LinkRecord] = []
    var line = 1
    for place in 0..<Int.random(in: 0..<40, using: &random) {
      let text = Self.texts.randomElement(using: &random) ?? ""
      let isProperty = place < 10 && Bool.random(using: &random)
      if isProperty {
        note.properties.append(
          Property(
            key: "see", value: .text("[[\(text)]]"), origin: .frontMatter,
            range: SourceRange(0, 0)))
      }
      // Links of a canvas may go back.
      line = max(1, line + Int.random(in: -2...5, using: &random))
      let outcome = Int.random(in: 0...3, using: &random)
      records.append(
        LinkRecord(
          link: Link(
            form: text == "c|d" ? .markdown : .wiki, isEmbed: text == "é", link: text,
            display: Bool.random(using: &random) ? text : "shown \(place)",
            range: SourceRange(0, 0)),
          keyPath: isProperty ? "see.\(place)" : nil,
          position: Position(line: line, column: Int.random(in: 1...300, using: &random)),
          target: LinkTarget(
            outcome: Resolution.Outcome.allCases[text.count % 4], file: outcome == 0 ? nil : 77,
            others: 0)))
    }
    // Links of one form and text lead to one place.
    var targets: [String: LinkTarget] = [:]
    for place in records.indices {
      let record = records[place]
      targets[record.link.link] = targets[record.link.link] ?? record.target
      records[place].target = targets[record.link.link] ?? record.target
      // A line of a thousand bytes for each, so that a position tells where a link starts.
      let start = record.position.line * 1000 - 1000 + record.position.column - 1
      records[place].link.range = SourceRange(start, start)
      if let keyPath = record.keyPath {
        note.propertyLinks.append(PropertyLink(keyPath: keyPath, link: records[place].link))
      } else {
        note.links.append(records[place].link)
      }
    }
    records = records.filter { $0.keyPath != nil } + records.filter { $0.keyPath == nil }
    note.lines = LineTable(starts: (0..<400).map { Int32($0 * 1000) })
    for place in records.indices { records[place].link.range = SourceRange(0, 0) }
    let index = try NoteIndex.create(path: nil)
    try index.setFile(note.path, FileRow(id: 5, isNote: true, stamp: nil))
    let cut = NoteRecord(note, tokenizer: index.tokenizer) { link in
      let target = targets[link.link] ?? LinkTarget(outcome: .unresolved, file: nil, others: 0)
      return KeyedTarget(target: target, key: NameKey(link.target))
    }
    try NoteWriter(index).insert(cut, id: 5)
    var read: [StoredLink] = []
    try index.forEachLink(of: 5) { read.append($0) }
    read.sort { $0.ordinal < $1.ordinal }
    #expect(read.map(\.record) == records, "VQ_SEED=\(seed)")
    #expect(try index.targets(of: 5, ifLinksAreThoseOf: cut) == cut.targets)
    #expect(try index.linkCount(to: 77) == records.count { $0.target.file == 77 })
  }

  private enum Record: CaseIterable {
    case facts
    case targets
    case links

    /// Reads a record; returns the number of things in it.
    func read(_ bytes: UnsafeRawBufferPointer) throws -> Int {
      switch self {
      case .facts:
        var count = try NoteFacts.questions(bytes).count
        try NoteFacts.forEachTag(bytes) { _, _ in count += 1 }
        try NoteFacts.forEachProperty(bytes) { _, _ in
          count += 1
          return true
        }
        return count
      case .targets:
        return try TargetCoding.decode(bytes).count
      case .links:
        let list = try LinkList(facts: bytes, links: bytes)
        var cursor = LinkCursor(list)
        var count = 0
        while let entry = try cursor.next() {
          _ = list.link(entry)
          count += 1
        }
        return count
      }
    }
  }

  /// Random bytes are mostly no record and never a trap, and no more is read from them than they can hold.
  @Test(arguments: Record.allCases)
  private func damagedRecordIsAnErrorAndNoTrap(_ record: Record) {
    var errors = 0
    for seed in Rounds.seeds(2_000) {
      var random = SeededGenerator(seed: seed)
      let bytes = (0..<Int.random(in: 0..<60, using: &random)).map { _ in
        UInt8.random(in: 0...(Bool.random(using: &random) ? 255 : 12), using: &random)
      }
      bytes.withUnsafeBytes { bytes in
        do {
          let count = try record.read(bytes)
          #expect(count <= bytes.count, "VQ_SEED=\(seed)")
        } catch {
          errors += 1
        }
      }
    }
    #expect(errors > 500)
  }

  @Test(
    arguments: [
      (PropertyValue.null, "null"), (.boolean(true), "true"),
      (.number(4, source: "4"), "4"), (.number(.infinity, source: ".inf"), "\".inf\""),
      (.text("a \"b\" \\ \n\u{1}é"), #""a \"b\" \\ \n\u0001é""#),
      (.list([.text("x"), .list([])]), #"["x",[]]"#),
      (.map([.init(key: "k", value: .null)]), #"{"k":null}"#),
    ])
  func propertyIsWrittenAsJSON(_ value: PropertyValue, _ json: String) {
    var text: [UInt8] = []
    PropertyText.appendJSON(value, to: &text)
    #expect(String(decoding: text, as: UTF8.self) == json)
  }

  @Test func propertyTextHoldsScalarsAndKeysInsideButNoFlags() {
    var text: [UInt8] = []
    let value = PropertyValue.map([
      .init(key: "key", value: .list([.text("a"), .number(3, source: "3"), .boolean(true)])),
      .init(key: "other", value: .null),
    ])
    PropertyText.appendScalars(of: value, to: &text)
    #expect(String(decoding: text, as: UTF8.self) == "key\na\n3\nother\n")
  }
}
