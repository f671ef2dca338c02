/// The properties at the top of a note as they are written there.
package struct FrontMatterText: Sendable {
  /// One of them: byte offsets into the text.
  package struct Entry: Sendable {
    package var key: String
    package var start: Int
    package var end: Int
    /// Whether its value is nothing, yes or no: that says something only where nothing else does.
    package var isState: Bool

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

  /// All properties as a passage, for a note that says nothing else.
  package var beginning: Passage? {
    guard let first = entries.first, let last = entries.last, last.end <= bytes.count else {
      return nil
    }
    func breaks(_ range: Range<Int>) -> Int { bytes[range].count { $0 == 0x0A } }
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
