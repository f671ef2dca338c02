import Characters
import NoteQuery

/// The properties at the top of a note as they are written there.
package struct FrontMatterText: Sendable {
  /// One of them: byte offsets into the text.
  package struct Entry: Sendable {
    package var key: String
    package var start: Int
    package var end: Int
    /// Whether its value is nothing, yes or no: that says something only where nothing else does.
    package var isState: Bool
    /// Whether its value is a list of links, which only lead to other notes.
    package var isLinks = false
    /// Whether its value is a number or a date.
    package var isNumber = false
    /// The elements of a list, each with its byte offsets; empty for other values.
    package var elements: [Range<Int>] = []

    /// Where its key ends.
    var keyEnd: Int { min(end, start + key.utf8.count) }

    package init(key: String, start: Int, end: Int, isState: Bool) {
      self.key = key
      self.start = start
      self.end = end
      self.isState = isState
    }
  }

  /// The lines between the two rules.
  package var bytes: [UInt8]
  /// 1-based line of the first one, and of the last.
  package var firstLine: Int
  package var endLine: Int
  /// In their order; names, tags and questions are none of them.
  package var entries: [Entry]

  /// The properties as a passage, for a note that says nothing else; nil where they say nothing either.
  package var beginning: Passage? {
    guard let first = entries.first(where: { !$0.isState }),
      let last = entries.last(where: { !$0.isState }), last.end <= bytes.count
    else { return nil }
    return passage(from: first, to: last)
  }

  /// A property with its line or lines as a passage.
  package func passage(of entry: Entry, _ matches: [TermMatch] = []) -> Passage {
    var passage = passage(from: entry, to: entry)
    passage.matches = matches.filter { $0.start >= passage.start && $0.end <= passage.end }
    return passage
  }

  /// The first property that says who made what the note is about: `author: …`; nil where none does.
  var maker: Passage? {
    entries.first { !$0.isState && AskedKind.isMaker($0.key.lowercased()) }.map { passage(of: $0) }
  }

  private func passage(from first: Entry, to last: Entry) -> Passage {
    func breaks(_ range: Range<Int>) -> Int { bytes[range].count { $0 == .lineFeed } }
    let line = firstLine + breaks(0..<first.start)
    var passage = Passage(
      line: line, endLine: line + breaks(first.start..<last.end), start: first.start, end: last.end,
      matches: [])
    passage.property = first.key
    return passage
  }

  package init(bytes: [UInt8], firstLine: Int, endLine: Int, entries: [Entry]) {
    self.bytes = bytes
    self.firstLine = firstLine
    self.endLine = endLine
    self.entries = entries
  }
}
