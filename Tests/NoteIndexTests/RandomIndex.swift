import FullText
import NoteLinks
import NoteModel
import SQLite
import TestSupport

@testable import NoteIndex

/// An index of random notes, in several segments of small pages, after some edits.
enum RandomIndex {
  static func make(
    _ random: inout SeededGenerator, words: [String], notes: Int = 60, throughFTS5: Bool = false
  ) throws -> NoteIndex {
    let index = try NoteIndex.create(path: nil, as: throughFTS5 ? PageForm(unknown: "test") : nil)
    let count = Int64.random(in: 1...Int64(notes), using: &random)
    let loaded = Int64.random(in: 0...count, using: &random)
    let loader = try NoteWriter(index)
    for id in 0..<loaded { try add(id + 1, to: loader, index, &random, words) }
    try index.finishNotes()
    try index.finishBulkLoad()
    for table in Schema.fullTextTables {
      let size = [32, 50, 100, 1000].randomElement(using: &random) ?? 32
      try index.connection.execute("INSERT INTO \(table)(\(table), rank) VALUES('pgsz', \(size))")
    }
    try index.write {
      let writer = try NoteWriter(index)
      for id in loaded..<count { try add(id + 1, to: writer, index, &random, words) }
    }
    for _ in 0..<Int.random(in: 0...4, using: &random) { try edit(index, &random, words: words) }
    return index
  }

  /// Removes, replaces and adds notes in one transaction, or merges segments.
  static func edit(_ index: NoteIndex, _ random: inout SeededGenerator, words: [String]) throws {
    try index.write {
      let writer = try NoteWriter(index)
      let last = try index.connection.integer("SELECT max(id) FROM note") ?? 0
      for _ in 0..<Int.random(in: 0...6, using: &random) {
        let id = Int64.random(in: 1...last + 3, using: &random)
        if try index.sections(of: id) != nil { try writer.remove(id) }
        if Int.random(in: 0..<3, using: &random) > 0 {
          try add(id, to: writer, index, &random, words)
        }
      }
    }
    let table = ["section_fts", "note_fts", "name_fts"].randomElement(using: &random) ?? ""
    switch Int.random(in: 0..<5, using: &random) {
    case 0: try index.connection.execute("INSERT INTO \(table)(\(table)) VALUES('optimize')")
    case 1:
      let count = Int.random(in: 1...8, using: &random)
      try index.connection.execute(
        "INSERT INTO \(table)(\(table), rank) VALUES('merge', -\(count))")
    default: break
    }
  }

  private static func add(
    _ id: Int64, to writer: NoteWriter, _ index: NoteIndex, _ random: inout SeededGenerator,
    _ words: [String]
  ) throws {
    var note = Note(path: VaultPath("\(id).md"), title: text(2, &random, words))
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let isLong = Int.random(in: 0..<60, using: &random) == 0
      let count = isLong ? 400 : [0, 3, 12, 60].randomElement(using: &random) ?? 0
      note.sections.append(
        Section(
          kind: .heading, level: 1, headingPath: [text(2, &random, words)],
          range: SourceRange(0, 0), line: 1, endLine: 1,
          text: SectionText(bytes: Array(text(count, &random, words).utf8))))
    }
    let record = NoteRecord(note, tokenizer: index.tokenizer) { _ in
      KeyedTarget(target: LinkTarget(outcome: .unresolved, file: nil, others: 0), key: NameKey(""))
    }
    try writer.insert(record, id: id)
    if Int.random(in: 0..<2, using: &random) == 0 {
      var names = NoteNames()
      names.add(aliases: [text(Int.random(in: 1...9, using: &random), &random, words)])
      try index.setNames(names, of: id)
    }
  }

  private static func text(
    _ count: Int, _ random: inout SeededGenerator, _ words: [String]
  ) -> String {
    (0..<count).map { _ in word(words, &random) }.joined(separator: " ")
  }

  /// Some words are far more common than others.
  static func word(_ words: [String], _ random: inout SeededGenerator) -> String {
    let place = min(
      Int.random(in: 0..<words.count, using: &random),
      Int.random(in: 0..<words.count, using: &random))
    return words[(place + 6) % words.count]
  }
}
