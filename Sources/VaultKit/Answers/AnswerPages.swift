import NoteModel
import NoteRanking

/// The answers of one look after the other, of which a page is wanted.
struct AnswerPages {
  private let options: AskOptions
  /// Sections that were looked at.
  private(set) var looked = 0
  /// The highest score that words can have.
  private var highest = 0.0
  private var seen: Set<Int32> = []
  /// Sections that were shown, some in the place of others, and notes whose properties were.
  private var shown: Set<Int> = []
  private var shownProperties: Set<Int64> = []
  private var limit: NoteLimit<Int64>
  private var skipped = 0
  private(set) var answers: [Answer] = []

  init(_ options: AskOptions) {
    self.options = options
    limit = NoteLimit(most: options.perNote)
  }

  /// Whether no more answers are wanted.
  var isFull: Bool { answers.count >= options.limit }

  /// Sections of one note that are ranked at most.
  var mostOfNote: Int { limit.mostRanked }

  /// Takes out the sections that an earlier look has had, and those of notes of which no more are wanted.
  mutating func takeSeen(from ranking: inout Ranking) {
    looked = ranking.sections.count
    highest = ranking.highest
    ranking.sections.removeAll {
      !seen.insert($0.section).inserted || limit.isReached(by: Int64($0.note))
    }
  }

  /// Whether a section, or the properties of its note, was not shown before, in this look or an earlier one; from now on
  /// it was.
  mutating func show(_ answer: RankedAnswer, _ section: ReadSection) -> Bool {
    answer.passage?.property == nil
      ? shown.insert(section.id).inserted : shownProperties.insert(section.note).inserted
  }

  /// Adds the next answer of a look, best first: of one note no more than are wanted.
  mutating func add(_ found: (answer: RankedAnswer, section: ReadSection)) {
    let (answer, section) = found
    // Also those that came from further down.
    seen.insert(answer.section.section)
    guard limit.take(section.note) else { return }
    if skipped < options.offset {
      skipped += 1
    } else if !isFull {
      var shown = Answer(answer, section)
      shown.share = ShareMerge.Score.share(of: shown.score, inHighest: highest)
      answers.append(shown)
    }
  }
}
