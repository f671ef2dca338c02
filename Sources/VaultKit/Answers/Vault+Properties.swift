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

  /// Which words of a question are the key of a property together.
  func keyPhrases(of query: Query, _ index: NoteIndex) throws -> [KeyPhrase] {
    let phrases = KeyPhrase.all(in: query)
    if phrases.isEmpty { return [] }
    let held = try index.held(.property, among: phrases.map(\.key))
    return phrases.indices.filter { held[$0] }.map { phrases[$0] }
  }

  /// The terms that are the key of a property, alone or together, so that they are no slips.
  func termsOfKeys(among terms: [Int], of query: Query, _ index: NoteIndex) throws -> Set<Int> {
    Set(query.keyPhrases.flatMap(\.terms)).union(
      try terms.filter { try index.hasProperty(query.terms[$0].word) })
  }

  /// Adds notes that have a property with the name of a word that hardly any text has, or of several words.
  func addPropertyNotes(
    to ranking: inout Ranking, _ candidates: CandidateReader, _ query: Query, _ ranker: Ranker,
    _ index: NoteIndex
  ) throws {
    let rare = query.terms.indices.filter { place in
      let frequency = candidates.frequencies[place]
      return query.terms[place].canBeRare
        && frequency.sections + frequency.notes <= Self.mostRows
    }
    var asked = rare.prefix(Self.mostWords).map { place in
      KeyPhrase(key: NameKey(query.terms[place].word).text, terms: [place])
    }
    asked += query.keyPhrases
    var known = Set(ranking.sections.map(\.note))
    // Where a key says more of the question, its notes stand higher.
    for phrase in asked.sorted(by: { $0.terms.count > $1.terms.count }) {
      let notes = try index.notes(.property, phrase.key, limit: Self.mostNotes + 1)
      guard notes.count <= Self.mostNotes else { continue }
      let sections = notes.map { index.shownSection(ofNote: $0) }
      let allowed = try index.sections(sections, allowedBy: query)
      for (note, section) in zip(notes, sections) where allowed.contains(section) {
        let id = Int32(truncatingIfNeeded: note)
        guard known.insert(id).inserted else { continue }
        ranking.sections.append(
          RankedSection(
            section: Int32(truncatingIfNeeded: section), note: id,
            score: ranker.score(ofProperty: phrase.terms, of: query, ranking.rarity)))
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
