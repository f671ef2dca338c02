import NoteModel
import NoteQuery
import NoteRanking
import NoteText

/// An index in memory, as plain as can be: what the real one must hand to ranking.
struct TinyIndex {
  struct Entry {
    var title = ""
    var aliases = ""
    var questions: [String] = []
    var tags = ""
    var properties = ""
    /// Heading path and text of each section.
    var sections: [(headings: [String], text: String)] = []
  }

  private struct Row {
    var note: Int32
    var isFirst = false
    var source: SectionSource?
    /// The tokens of each field, colocated ones at the index of the token before.
    var fields: [Field: [[String]]] = [:]
  }

  let tokenizer: Tokenizer
  private var noteRows: [Row] = []
  private var sectionRows: [Row] = []
  private var firstSections: [Int32] = []
  private var questionKeys: [Set<String>] = []
  private var totals = Candidates.Totals()
  /// Which rows hold a token, by row kind.
  private var noteLists: [String: [Int]] = [:]
  private var sectionLists: [String: [Int]] = [:]

  init(_ entries: [Entry], tokenizer: Tokenizer = Tokenizer()) {
    self.tokenizer = tokenizer
    for entry in entries { add(entry) }
  }

  private mutating func add(_ entry: Entry) {
    let note = Int32(noteRows.count)
    var row = Row(note: note)
    row.fields[.title] = cut(entry.title)
    row.fields[.aliases] = cut(entry.aliases)
    row.fields[.questions] = cut(entry.questions.joined(separator: "\n"))
    row.fields[.tags] = cut(entry.tags)
    row.fields[.properties] = cut(entry.properties)
    Self.list(row, noteRows.count, in: &noteLists, &totals)
    noteRows.append(row)
    questionKeys.append(Set(entry.questions.map { QuestionKey.make($0, tokenizer) }))
    let firstSection = sectionRows.count
    firstSections.append(
      Int32(firstSection + (entry.sections.firstIndex { !$0.text.isEmpty } ?? 0)))
    var line = 1
    for section in entry.sections {
      var row = Row(note: note)
      row.fields[.headings] = cut(section.headings.joined(separator: "\n"))
      row.fields[.body] = cut(section.text)
      row.source = Self.source(section.headings, section.text, line: line + 1)
      line += 2 + section.text.utf8.count { $0 == 0x0A }
      Self.list(row, sectionRows.count, in: &sectionLists, &totals)
      sectionRows.append(row)
    }
    totals.notes += 1
    totals.sections = sectionRows.count
  }

  private static func list(
    _ row: Row, _ index: Int, in lists: inout [String: [Int]], _ totals: inout Candidates.Totals
  ) {
    for (field, positions) in row.fields {
      totals.tokens[Int(field.rawValue)] += positions.count
      for token in Set(positions.joined()) where lists[token, default: []].last != index {
        lists[token, default: []].append(index)
      }
    }
  }

  /// A list item for each line that begins with `- `, else a paragraph for each block of lines.
  private static func source(_ headings: [String], _ text: String, line: Int) -> SectionSource {
    var plain = SectionText(firstLine: line)
    var isParagraphOpen = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if !plain.bytes.isEmpty { plain.bytes.append(0x0A) }
      let isItem = line.hasPrefix("- ")
      let start = plain.bytes.count
      plain.bytes += Array((isItem ? line.dropFirst(2) : line).utf8)
      if isItem {
        plain.leaves.append(LeafBlock(kind: .list, start: start, end: plain.bytes.count))
      } else if isParagraphOpen, !line.isEmpty {
        plain.leaves[plain.leaves.count - 1].end = plain.bytes.count
      } else if !line.isEmpty {
        plain.leaves.append(LeafBlock(kind: .paragraph, start: start, end: plain.bytes.count))
      }
      isParagraphOpen = !isItem && !line.isEmpty
    }
    return SectionSource(headings: headings, text: plain)
  }

  private func cut(_ text: String) -> [[String]] {
    var positions: [[String]] = []
    tokenizer.tokenize(text) { token in
      if token.isColocated, !positions.isEmpty {
        positions[positions.count - 1].append(token.text)
      } else {
        positions.append([token.text])
      }
      return true
    }
    return positions
  }

  func source(of section: Int32) -> SectionSource {
    sectionRows[Int(section)].source ?? SectionSource(headings: [], text: SectionText())
  }

  func query(_ question: String) -> Query { QuestionReader(tokenizer: tokenizer).read(question) }

  /// What the index would hand to ranking for a query.
  func candidates(for query: Query) -> Candidates {
    var candidates = Candidates(totals: totals)
    for index in rows(query, sectionLists) {
      let row = sectionRows[index]
      let hits = add(row, query, to: &candidates)
      if hits.isEmpty { continue }
      candidates.sections.append(
        Candidates.Section(
          id: Int32(index), note: row.note, headingsLength: UInt16(length(row, .headings)),
          bodyLength: UInt32(length(row, .body)), hits: hits))
    }
    for (index, row) in noteRows.enumerated() {
      let answers = questionKeys[index].contains(query.questionKey)
      let hits = add(row, query, to: &candidates)
      if hits.isEmpty && !answers { continue }
      candidates.notes.append(
        Candidates.Note(
          id: row.note, firstSection: firstSections[index],
          titleLength: UInt16(length(row, .title)), aliasesLength: UInt16(length(row, .aliases)),
          questionsLength: UInt16(length(row, .questions)), tagsLength: UInt16(length(row, .tags)),
          propertiesLength: UInt16(length(row, .properties)), answersQuestion: answers, hits: hits))
    }
    return candidates
  }

  private func length(_ row: Row, _ field: Field) -> Int { row.fields[field]?.count ?? 0 }

  /// The rows that may hold a term: by first token, all of them for a beginning.
  private func rows(_ query: Query, _ lists: [String: [Int]]) -> [Int] {
    var rows: Set<Int> = []
    for term in query.terms {
      if term.isPrefix, term.tokens.count == 1 {
        for (token, list) in lists where token.hasPrefix(term.tokens[0]) { rows.formUnion(list) }
      } else {
        rows.formUnion(lists[term.tokens[0]] ?? [])
      }
    }
    return rows.sorted()
  }

  private func add(_ row: Row, _ query: Query, to candidates: inout Candidates) -> Range<Int32> {
    let start = Int32(candidates.hits.count)
    for (index, term) in query.terms.enumerated() {
      for field in Field.allCases {
        let positions = row.fields[field] ?? []
        var count = 0
        for start in positions.indices where Self.holds(term, positions, at: start) { count += 1 }
        if count > 0 {
          candidates.hits.append(TermHit(term: UInt16(index), field: field, count: UInt16(count)))
        }
      }
    }
    return start..<Int32(candidates.hits.count)
  }

  private static func holds(_ term: QueryTerm, _ positions: [[String]], at start: Int) -> Bool {
    guard start + term.tokens.count <= positions.count else { return false }
    for (offset, token) in term.tokens.enumerated() {
      let isPrefix = term.isPrefix && offset == term.tokens.count - 1
      let isHere = positions[start + offset].contains {
        isPrefix ? $0.hasPrefix(token) : $0 == token
      }
      if !isHere { return false }
    }
    return true
  }
}

extension TinyIndex {
  /// Asks a question: both stages of ranking.
  func ask(
    _ question: String, limit: Int = 10, weights: RankingWeights = RankingWeights(),
    explaining: Bool = false
  ) -> [RankedAnswer] {
    let query = query(question)
    let ranker = Ranker(weights: weights)
    let ranking = ranker.rank(
      candidates(for: query), for: query, limit: limit, explaining: explaining)
    let texts = ranking.sections.map { source(of: $0.section) }
    return ranker.refine(
      ranking, with: texts, for: query, tokenizer: tokenizer, explaining: explaining)
  }

  /// The answer in one line: innermost heading, and the passage's text.
  func answer(_ question: String) -> String {
    guard let best = ask(question).first else { return "nothing" }
    let source = source(of: best.section.section)
    let passage = best.passage.map {
      String(decoding: source.text.bytes[$0.start..<$0.end], as: UTF8.self)
    }
    return "\(source.headings.last ?? "-") | \(passage ?? "-")"
  }
}
