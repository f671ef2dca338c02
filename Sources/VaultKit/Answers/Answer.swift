import NoteModel

/// A section that answers a question, ready to be shown.
public struct Answer: Sendable, Hashable {
  /// The folder of the note's vault; nil where only one vault was asked.
  public var vault: String?
  /// Path of the note from the vault's root.
  public var path: String
  public var title: String
  /// Headings from the top down to the section's own; empty for the text before the first.
  public var headings: [String]
  /// 1-based line of the section's heading; of its first text where it has none.
  public var line: Int
  /// 1-based last line that is not blank.
  public var endLine: Int
  public var score: Double
  /// The section as plain text, without its heading. Its lines are those of the file from `textLine` on;
  /// in a canvas all of them stand on that line.
  public var text: String
  /// 1-based line that the text starts on.
  public var textLine: Int
  /// Where the question's terms stand in `text`.
  public var matches: [TextMatch]
  /// The part that answers best; nil where the section has no text.
  public var passage: Passage?
  /// The headings and labels of a note that answers as such and is too long to be shown; they end the passage's text too.
  public var outline: [OutlineEntry]
  /// What the score is made of; empty unless it was asked for.
  public var explanation: [ScoreSummand]
  /// The lines of the text as they are shown where Markdown is rendered; empty unless they were asked for, and for what
  /// is no text of a file.
  public var lines: [ShownLine] = []
  /// Where the text comes from; empty where it is no text of a file.
  var runs: [TextRun] = []
  /// The score as a part of the highest that words can have in this vault; more than 1 with what is added for names.
  var share = 0.0
}

/// The block or line of a section that answers best.
public struct Passage: Sendable, Hashable {
  /// 1-based.
  public var line: Int
  public var endLine: Int
  /// The lines of the answer's text that it covers, counted from 0.
  public var textLines: Range<Int>
  public var text: String
  /// Where the question's terms stand in the passage's text.
  public var matches: [TextMatch]
  /// The first row of the table that the passage is a row of.
  public var head: String?
  /// The key of the property that the passage is.
  public var property: String?
  /// Whether it is how its section or note begins, rather than a piece that was found in it.
  public var isBeginning: Bool
  /// Whether it is the heading of a note that has nothing to read.
  public var isHeading = false
}

extension OutlineEntry {
  /// The heading, indented by two blanks for each one above it.
  public var text: String { String(repeating: "  ", count: depth) + heading }
}

/// Where a term stands: a half-open range of UTF-8 bytes.
public struct TextMatch: Sendable, Hashable {
  public var start: Int
  public var end: Int
}

/// One summand of a score.
public struct ScoreSummand: Sendable, Hashable {
  /// The word of the question, nil where it is about several.
  public var term: String?
  /// The field of the index that the word stands in.
  public var field: String?
  public var label: String
  public var value: Double
}

/// The result of a question.
public struct Answers: Sendable, Hashable {
  public var question: String
  /// The words that were looked for, as typed.
  public var terms: [String]
  /// The words that do not decide and were not looked for.
  public var ignored: [String]
  /// The words that an answer must not have.
  public var excluded: [String]
  /// The filters, as typed.
  public var filters: [String]
  /// Best first.
  public var answers: [Answer]
  /// How the question was read where it could not be read as typed; 1-based columns.
  public var repairs: [(column: Int, message: String)] {
    repairList.map { ($0.column, $0.message) }
  }
  var repairList: [Repair]
  /// Words that are in no note, and the word that is shown in the place of each.
  public var corrections: [Correction]
  /// Words of few sections, and the word of many notes that may have been meant; it was not looked for.
  public var suggestions: [Suggestion]
  /// Words that are in no note, also those that were looked for in another spelling.
  public var unknown: [String] = []
  /// How many answers there are without a limit; nil where that was not counted.
  public var total: Int?
  /// Where there is no answer: the notes among Obsidian's "Excluded files" that match.
  public var excludedNotes = ExcludedNotes()
  /// What was done to bring the index up to date.
  public var refresh: RefreshReport

  /// How many notes a question left out, since the user excludes them.
  public struct ExcludedNotes: Sendable, Hashable {
    /// All of them.
    public var all = 0
    /// Those that match; counted up to `Vault.mostExcludedMatches`.
    public var matching = 0
  }

  /// A word of the question that was looked for in another spelling.
  public struct Correction: Sendable, Hashable {
    /// As typed.
    public var word: String
    /// As it stands in the best answer that has it.
    public var shown: String
  }

  /// A word of many notes that is near to one of the question.
  public struct Suggestion: Sendable, Hashable {
    /// As typed.
    public var word: String
    /// As a note writes it.
    public var shown: String
    /// How many notes have it.
    public var notes: Int
    /// Whether no note has the word as typed.
    public var isUnknown = false
  }

  struct Repair: Sendable, Hashable {
    var column: Int
    var message: String
  }
}

/// How much of what was found is wanted.
public struct AskOptions: Sendable, Hashable {
  /// Most answers; 0 for all.
  public var limit: Int
  /// Most sections of one note; 0 for all.
  public var perNote: Int
  /// Answers to leave out before the first one.
  public var offset: Int
  /// Whether words are looked for as they are typed only.
  public var isExact: Bool
  /// Whether to say what each score is made of.
  public var isExplained: Bool
  /// Whether answers have the lines that rendered Markdown has.
  public var hasLines: Bool
  /// Whether the question is still being typed, so that its last word may be the beginning of one.
  public var isBeingTyped: Bool
  /// The day that `yesterday` counts from, as `2026-03-01`; nil for that of the system's clock.
  public var today: String?
  /// Whether notes among Obsidian's "Excluded files" can be answers.
  public var includesExcluded: Bool

  /// The same with a limit that no vault reaches in the place of 0.
  var withoutLimitOfZero: AskOptions {
    var options = self
    if limit == 0 { options.limit = .max - offset }
    return options
  }

  /// Makes options; the defaults are those of the command line.
  public init(
    limit: Int = 5, perNote: Int = 2, offset: Int = 0, isExact: Bool = false,
    isExplained: Bool = false, hasLines: Bool = false, isBeingTyped: Bool = false,
    includesExcluded: Bool = false, today: String? = nil
  ) {
    self.hasLines = hasLines
    self.today = today
    self.limit = limit
    self.perNote = perNote
    self.offset = offset
    self.isExact = isExact
    self.isExplained = isExplained
    self.isBeingTyped = isBeingTyped
    self.includesExcluded = includesExcluded
  }
}
