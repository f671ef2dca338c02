import NoteText

/// Tells rows of notes that are there from those of notes that are gone, which stay in the full-text tables.
///
/// Whoever counts rows, or asks whether a word is there, has to leave the latter out: an index that was brought up to
/// date must answer as a new one does.
struct LivingRows {
  private let lengths: ReadableLengths<SectionLengths>
  /// Where rows are taken out, all that are left are living.
  private let allLive: Bool

  init(_ table: FullTextTable, _ index: NoteIndex) {
    lengths = index.sectionLengths.readable
    allLive = table.hasChangingRows
  }

  /// Whether the note of a row is there, in one of some languages.
  @inline(__always)
  func contains(_ row: Int, in languages: LanguageSet = .all) -> Bool {
    if allLive { return true }
    guard row < lengths.count else { return false }
    let own = lengths[row]
    return own.note != 0 && languages.holds(own.language)
  }
}
