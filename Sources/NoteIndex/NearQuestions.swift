import NoteQuery
import NoteText
import SQLite

// Nobody types a question the way its note has it. Two questions are close when most of the deciding words of each
// are in the other: a line of twenty words is not close to two of them, nor the other way round.
extension NoteIndex {
  /// Least share of the deciding words that two close questions have in common.
  static let leastCloseness = 0.75
  /// Notes whose questions are read, at most: those that hold most of the words.
  private static let mostNotesRead = 32

  /// Tells the candidates how close their notes' questions come to the query.
  ///
  /// One word in common is no question: `vault` alone is looked for, not asked.
  func compareQuestions(with query: Query, in found: inout Candidates) throws(SQLiteError) {
    guard !query.questionKey.isEmpty, query.terms.count(where: \.decides) > 1 else { return }
    let promising = promising(query, found).sorted { first, second in
      (second.held, first.place) < (first.held, second.place)
    }
    guard !promising.isEmpty else { return }
    let reader = QuestionReader(tokenizer: tokenizer, languages: languages)
    for (place, _) in promising.prefix(Self.mostNotesRead) {
      let note = found.notes[place]
      let language = Language(rawValue: sectionLengths[Int(note.firstSection)].language) ?? .english
      var closest = 0.0
      for line in try facts(of: Int64(note.id))?.questions ?? [] {
        closest = max(closest, query.closeness(to: reader.read(line), language))
      }
      if closest >= Self.leastCloseness { found.notes[place].questionCloseness = closest }
    }
  }

  /// The notes whose questions hold enough of the query, all lines together, and how much.
  private func promising(
    _ query: Query, _ found: Candidates
  ) -> [(place: Int, held: Double)] {
    let least = Self.leastCloseness * query.askedWeight
    var promising: [(place: Int, held: Double)] = []
    for (place, note) in found.notes.enumerated()
    where note.questionsLength > 0 && !note.answersQuestion {
      var held = 0.0
      var last = -1
      for index in note.hits {
        let hit = found.hits[Int(index)]
        guard hit.field == .questions, Int(hit.term) != last else { continue }
        last = Int(hit.term)
        held += query.terms[last].asked
      }
      if held >= least { promising.append((place, held)) }
    }
    return promising
  }
}

extension QueryTerm {
  /// Whether a question is about it.
  fileprivate var decides: Bool { !isAlternative && weight >= 1 }

  /// What it counts in a comparison of questions, at most 1.
  fileprivate var asked: Double { isAlternative ? 0 : min(1, weight) }
}

extension Query {
  fileprivate var askedWeight: Double { terms.reduce(0) { $0 + $1.asked } }

  /// The share of the deciding words that two questions have in common, of the longer one; 0 for fewer than two words.
  fileprivate func closeness(to other: Query, _ language: Language) -> Double {
    var shared = 0.0
    var deciding = 0
    for term in terms where !term.isAlternative {
      let tokens = term.tokens(in: language)
      guard other.terms.contains(where: { !$0.isAlternative && $0.tokens(in: language) == tokens })
      else { continue }
      shared += term.asked
      deciding += term.decides ? 1 : 0
    }
    let longer = max(askedWeight, other.askedWeight)
    return deciding > 1 && longer > 0 ? min(1, shared / longer) : 0
  }
}
