// What others call a note in their links helps to find it, as its aliases do. All its names lie in one row
// of a full-text table, which is updated when any of them changes.

import NoteModel
import NoteText
package import SQLite

/// The names of one note beside its title.
package struct NoteNames: Sendable {
  /// Most different texts of links that count for one note; a hub of thousands of links would else be
  /// found by all.
  private static let mostTexts = 64

  private var aliases: [String] = []
  /// UTF-8, ascending, so that the order of edits does not matter.
  private var texts: [[UInt8]] = []

  package init() {}

  /// Adds the note's own aliases.
  package mutating func add(aliases: [String]) {
    self.aliases += aliases
  }

  /// Adds the text of a link that leads to the note.
  package mutating func add(text: [UInt8]) {
    let place = BinarySearch.firstIndex(below: texts.count) {
      texts[$0].lexicographicallyPrecedes(text)
    }
    if place < texts.count, texts[place] == text { return }
    texts.insert(text, at: place)
    if texts.count > Self.mostTexts { texts.removeLast() }
  }

  /// One name a line.
  var joined: String {
    (aliases + texts.map(Self.line)).joined(separator: "\n")
  }

  private static func line(_ text: [UInt8]) -> String {
    let line = String(decoding: text, as: UTF8.self)
    // Characters one by one take long, and hardly any text has a line break.
    if text.allSatisfy({ 0x20..<0x80 ~= $0 }) { return line }
    return String(line.map { $0.isNewline ? " " : $0 })
  }
}

extension NoteIndex {
  /// Returns the texts of the writer's own that the links of a note show, with what they lead to.
  package func ownTexts(of note: Int64) throws(SQLiteError) -> Set<OwnText> {
    var texts: Set<OwnText> = []
    try forEachOwnText(of: note) { texts.insert($0) }
    return texts
  }

  private func forEachOwnText(
    of note: Int64, _ body: (OwnText) -> Void
  ) throws(SQLiteError) {
    _ = try withLinks(of: note) { (links) throws(SQLiteError) in
      var cursor = links.cursor
      while let entry = try cursor.next() {
        guard entry.flags.contains(.hasOwnText), let file = links.file(entry),
          let text = entry.display
        else { continue }
        body(OwnText(file: file, text: Array(links.list.bytes[text])))
      }
    }
  }

  /// Brings the names of notes up to date with their aliases and with what links to them say.
  ///
  /// Does nothing for a file that is not a note, and where nothing changed.
  package func updateNames(of notes: Set<Int64>) throws(SQLiteError) {
    for note in notes.sorted() {
      var names = NoteNames()
      names.add(aliases: try aliases(of: note))
      for source in try notesThatMayLink(to: note, by: .ownTextLink) where source != note {
        try forEachOwnText(of: source) { if $0.file == note { names.add(text: $0.text) } }
      }
      try setNames(names, of: note)
    }
  }

  /// Writes the names of a note.
  package func setNames(_ names: NoteNames, of note: Int64) throws(SQLiteError) {
    guard noteLengths[Int(note)].firstSection != 0 else { return }
    let text = names.joined
    let known = try statement("SELECT names FROM names WHERE id = ?1")
    known.bind(note, at: 1)
    let old = try known.step() ? known.text(0) : ""
    known.reset()
    if old != text {
      if !old.isEmpty { try removeNames(of: note) }
      if !text.isEmpty {
        try run("INSERT INTO names VALUES(?1, ?2)", note, text)
        try run("INSERT INTO name_fts(rowid, names) VALUES(?1, ?2)", note, text)
      }
    }
    // Also where the names stayed: a note that is written anew begins without their length.
    setAliasesLength(tokenizer.count(text), of: note)
  }

  /// Takes the names of a note out; its length is the caller's.
  func removeNames(of note: Int64) throws(SQLiteError) {
    let removal = try statement(
      """
      INSERT INTO name_fts(name_fts, rowid, names)
      SELECT 'delete', id, names FROM names WHERE id = ?1
      """)
    removal.bind(note, at: 1)
    try removal.run()
    let row = try statement("DELETE FROM names WHERE id = ?1")
    row.bind(note, at: 1)
    try row.run()
  }

  private func run(_ sql: String, _ note: Int64, _ text: String) throws(SQLiteError) {
    let statement = try statement(sql)
    statement.bind(note, at: 1)
    statement.bind(text, at: 2)
    try statement.run()
  }

  func setAliasesLength(_ length: Int, of note: Int64) {
    var lengths = noteLengths[Int(note)]
    totals.add(lengths, times: -1)
    lengths.aliases = UInt16(clamping: length)
    totals.add(lengths, times: 1)
    noteLengths[Int(note)] = lengths
  }
}

extension Tokenizer {
  /// Counts the positions that the tokens of a text take.
  fileprivate func count(_ text: String) -> Int {
    var count = 0
    tokenize(text) { token in
      if !token.isColocated { count += 1 }
      return true
    }
    return count
  }
}
