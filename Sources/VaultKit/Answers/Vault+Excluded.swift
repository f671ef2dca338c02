import NoteIndex
import NoteModel

// Obsidian does not search its "Excluded files", and people forget which folders they have excluded.
extension Vault {
  /// The most matching excluded notes that are counted.
  public static let mostExcludedMatches = 1000

  /// Whether a note cannot be an answer, since the user excludes it.
  func hides(_ path: VaultPath, _ options: AskOptions) -> Bool {
    !options.includesExcluded && excluded.contains(path)
  }

  /// Counts the excluded notes of which a question without an answer says nothing.
  func excludedNotes(
    for question: String, _ options: AskOptions
  ) throws -> Answers.ExcludedNotes {
    if options.includesExcluded || options.offset > 0 || excluded.isEmpty { return .init() }
    let all = try withIndex { try countExcludedNotes($0) }
    if all == 0 { return .init() }
    var options = options
    (options.includesExcluded, options.perNote, options.isExplained) = (true, 1, false)
    options.limit = Self.mostExcludedMatches
    let paths = try search(for: question, options).answers.map(\.path)
    return .init(all: all, matching: Set(paths).count)
  }

  /// Counts the notes that the user excludes.
  func countExcludedNotes(_ index: NoteIndex) throws -> Int {
    if excluded.isEmpty { return 0 }
    return try index.allNotePaths().count { excluded.contains($0) }
  }
}
