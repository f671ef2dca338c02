import NoteIndex
import NoteLinks
import NoteModel
import NoteParsing

extension Vault {
  /// Longest note, in bytes, whose answers are rendered; a longer one is shown as plain text.
  private static let longestRendered = 1 << 18
  /// Most lines of a section that are rendered; a longer one is shown as plain text.
  private static let mostLines = 2_000
  /// Most rendered lines of all answers together.
  private static let mostLinesInAll = 100_000

  /// Calls `body` with the lines of a note as rendered Markdown has them, in order; a long line comes in parts.
  public func forEachLine(
    of note: ShownNote, _ body: (ShownLine) throws -> Void
  ) throws {
    try withIndex { index in
      let resolver = LinkTargets.resolver(over: index, settings, listsOthers: false)
      try ShownLine.forEach(in: note.text, of: VaultPath(note.path), resolver, body)
    }
  }

  /// Gives answers the lines that rendered Markdown has.
  func addLines(to answers: inout [Answer], _ index: NoteIndex) {
    let resolver = LinkTargets.resolver(over: index, settings, listsOthers: false)
    var room = Self.mostLinesInAll
    for place in answers.indices where !answers[place].runs.isEmpty && room > 0 {
      answers[place].lines = lines(of: answers[place], resolver)
      room -= answers[place].lines.count
    }
  }

  private func lines(of answer: Answer, _ resolver: LinkResolver) -> [ShownLine] {
    let path = VaultPath(answer.path)
    let count = 1 + answer.text.utf8.count { $0 == 0x0A }
    guard count <= Self.mostLines, let bytes = contents(path),
      bytes.count <= Self.longestRendered
    else { return [] }
    let wanted = answer.textLine..<answer.textLine + count
    var lines: [ShownLine] = []
    bytes.withUnsafeBytes { bytes in
      var maker = LineMaker(bytes, in: path, resolver, matches: answer.matchesInFile)
      var shaper = NoteShaper()
      shaper.forEachLine(of: bytes, hasFrontMatter: true) { shape in
        if wanted.contains(shape.line) {
          maker.make(shape) { lines.append($0) }
        }
      }
    }
    return lines
  }
}

extension ShownLine {
  /// Calls `body` with the lines of Markdown that lies in no vault, so that links to notes lead nowhere.
  public static func forEach(
    in markdown: String, _ body: (ShownLine) throws -> Void
  ) rethrows {
    try forEach(in: markdown, of: VaultPath(""), nil, body)
  }

  fileprivate static func forEach(
    in markdown: String, of path: VaultPath, _ resolver: LinkResolver?,
    _ body: (ShownLine) throws -> Void
  ) rethrows {
    var text = markdown
    try text.withUTF8 { text in
      let bytes = UnsafeRawBufferPointer(text)
      var maker = LineMaker(bytes, in: path, resolver)
      var shaper = NoteShaper()
      try shaper.forEachLine(of: bytes, hasFrontMatter: false) { shape in
        try maker.make(shape, body)
      }
    }
  }
}

extension Answer {
  /// Where the question's terms stand in the file.
  fileprivate var matchesInFile: [Range<Int>] {
    var ranges: [Range<Int>] = []
    var first = 0
    for match in matches {
      while first < runs.count, Int(runs[first].text + runs[first].count) <= match.start {
        first += 1
      }
      for run in runs[first...] {
        let start = max(match.start, Int(run.text))
        let end = min(match.end, Int(run.text + run.count))
        guard Int(run.text) < match.end else { break }
        let shift = Int(run.source - run.text)
        if start < end { ranges.append(start + shift..<end + shift) }
      }
    }
    return ranges
  }
}
