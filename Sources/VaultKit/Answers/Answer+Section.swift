import NoteModel
import NoteQuery
import NoteRanking

extension Answer {
  /// Makes an answer of a section; of the front matter of its note where a property answers.
  init(_ ranked: RankedAnswer, _ section: ReadSection) {
    if let passage = ranked.passage, passage.property != nil, let text = section.frontMatter {
      self.init(passage, in: text, ranked, section)
      return
    }
    let bytes = section.text.bytes
    self.init(
      path: section.path.text, title: section.title, headings: section.headings,
      line: section.line, endLine: section.endLine, score: ranked.section.score,
      text: String(decoding: bytes, as: UTF8.self), textLine: section.text.firstLine,
      matches: ranked.matches.map { TextMatch(start: $0.start, end: $0.end) },
      passage: ranked.passage.map { passage in
        // All lines of a canvas' card stand on one line of the file.
        VaultKit.Passage(
          passage, bytes, firstLine: section.text.firstLine, lastLine: section.endLine)
      },
      outline: section.outline, explanation: Self.explanation(ranked))
    runs = section.text.runs
    if !outline.isEmpty { passage?.add(outline, besideText: !section.isLabelled) }
    passage?.isHeading = section.isHeadingAlone
  }

  /// The whole front matter, with the property that answers as its passage.
  private init(
    _ passage: NoteRanking.Passage, in text: FrontMatterText, _ ranked: RankedAnswer,
    _ section: ReadSection
  ) {
    self.init(
      path: section.path.text, title: section.title, headings: [], line: text.firstLine,
      endLine: text.endLine, score: ranked.section.score,
      text: String(decoding: text.bytes, as: UTF8.self), textLine: text.firstLine,
      matches: passage.matches.map { TextMatch(start: $0.start, end: $0.end) },
      passage: VaultKit.Passage(
        passage, text.bytes, firstLine: text.firstLine, lastLine: text.endLine),
      outline: [], explanation: Self.explanation(ranked))
  }

  private static func explanation(_ ranked: RankedAnswer) -> [ScoreSummand] {
    ranked.section.parts.map { part in
      ScoreSummand(
        term: part.term, field: part.field.map(\.name), label: part.label, value: part.value)
    }
  }
}

extension Passage {
  fileprivate init(
    _ passage: NoteRanking.Passage, _ bytes: [UInt8], firstLine: Int, lastLine: Int
  ) {
    self.init(
      line: min(passage.line, lastLine), endLine: min(passage.endLine, lastLine),
      textLines: passage.line - firstLine..<max(passage.line, passage.endLine + 1) - firstLine,
      text: String(decoding: bytes[passage.start..<passage.end], as: UTF8.self),
      matches: passage.matches.map {
        TextMatch(start: $0.start - passage.start, end: $0.end - passage.start)
      },
      head: passage.head.map { String(decoding: bytes[$0], as: UTF8.self) },
      property: passage.property, isBeginning: passage.isStart)
  }
}

extension Passage {
  /// Ends with an outline, or is nothing else.
  fileprivate mutating func add(_ outline: [OutlineEntry], besideText: Bool) {
    let lines = outline.map(\.text).joined(separator: "\n")
    if besideText {
      text += "\n\n" + lines
    } else {
      (text, matches, head) = (lines, [], nil)
      textLines = 0..<0
      line = outline[0].line
    }
    endLine = max(endLine, outline[outline.count - 1].line)
  }
}

extension Field {
  fileprivate var name: String {
    switch self {
    case .title: "title"
    case .aliases: "aliases"
    case .questions: "questions"
    case .tags: "tags"
    case .properties: "properties"
    case .headings: "headings"
    case .body: "body"
    }
  }
}
