import NoteIndex
import NoteModel
import NoteQuery
import NoteRanking

// The keys of properties are words too: `warranty` asks for `warranty: 24 months`. They are no part of the texts that are
// ranked, where `status` or `date` of a thousand notes would say something of each.
extension Vault {
  /// Rows with a word after which its notes are found by their texts, and notes with a key after which it says nothing.
  private static let mostRows = 64
  private static let mostNotes = 64
  /// Words of a question that are looked at.
  private static let mostWords = 8

  /// Whether a word is the key of a property, so that it is no slip.
  func isKey(_ term: QueryTerm, _ index: NoteIndex) throws -> Bool {
    try index.hasProperty(term.word)
  }

  /// Adds notes that have a property with the name of a word that hardly any text has.
  func addPropertyNotes(
    to ranking: inout Ranking, _ candidates: CandidateReader, _ query: Query, _ ranker: Ranker,
    _ index: NoteIndex
  ) throws {
    let rare = query.terms.indices.filter { place in
      let frequency = candidates.frequencies[place]
      return query.terms[place].canBeRare
        && frequency.sections + frequency.notes <= Self.mostRows
    }
    var known = Set(ranking.sections.map(\.note))
    for place in rare.prefix(Self.mostWords) {
      let notes = try index.notes(.property, NameKey(query.terms[place].word).text)
      guard notes.count <= Self.mostNotes else { continue }
      let sections = notes.map { index.shownSection(ofNote: $0) }
      let allowed = try index.sections(sections, allowedBy: query)
      for (note, section) in zip(notes, sections) where allowed.contains(section) {
        let id = Int32(truncatingIfNeeded: note)
        guard known.insert(id).inserted else { continue }
        ranking.sections.append(
          RankedSection(
            section: Int32(truncatingIfNeeded: section), note: id,
            score: ranker.score(ofProperty: place, of: query, ranking.rarity)))
      }
    }
  }
}

extension QueryFilter {
  /// The property that a note is listed for, where the filter does not tell its value already.
  func property(of text: FrontMatterText?) -> NoteRanking.Passage? {
    guard let text else { return nil }
    for condition in wanted {
      guard case .property(let name, let tests) = condition.kind,
        tests.allSatisfy(\.leavesValueOpen)
      else { continue }
      let key = NameKey(name)
      if let entry = text.entries.first(where: { NameKey($0.key) == key }) {
        return text.passage(of: entry)
      }
    }
    return nil
  }
}

extension PropertyTest {
  /// Whether what passes is not known by the test.
  fileprivate var leavesValueOpen: Bool {
    switch self {
    case .exists, .compares: true
    case .isNull, .holds, .equals: false
    }
  }
}
