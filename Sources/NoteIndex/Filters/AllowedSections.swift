/// The notes or sections that a filter lets through.
///
/// Most conditions are about whole notes; a set of notes is small and quickly made, and only a filter that
/// also speaks of sections needs a set of those.
enum AllowedSections {
  case notes(NumberSet)
  case sections(NumberSet)

  func contains(_ section: Int, of note: Int) -> Bool {
    switch self {
    case .notes(let notes): notes.contains(note)
    case .sections(let sections): sections.contains(section)
    }
  }
}
