// Four signs that two notes belong together are added up:
//   a link between them, 1 for each direction;
//   each file that both link to and each note that links to both: 1 / Logarithm.binary(2 + n), where n is how many
//   notes link to that file, or how many files that note links to (Adamic and Adar 2003);
//   each shared tag: 1 / Logarithm.binary(2 + n), where n is how many notes carry it;
//   rare words: up to 2, as the share of the rarity of the note's 24 most telling words.
// What more than a thousand notes have in common joins nothing, and looking at it would take long.

import NoteIndex
import NoteModel
import NoteParsing
import Platform

extension Vault {
  /// Anything shared by more notes than this is ignored.
  private static let mostShared = 1000
  private static let words = 24
  private static let weightOfWords = 2.0

  /// Returns the notes that have most to do with a note, the nearest first.
  ///
  /// - Parameter includesExcluded: Also those among Obsidian's "Excluded files".
  public func related(
    to name: String, limit: Int = 10, includesExcluded: Bool = false
  ) throws -> (note: String, related: [RelatedNote]) {
    try withIndex { index in
      let (path, id) = try note(named: name)
      var signs = Signs(own: id)
      try addLinks(of: id, index, &signs)
      for (tag, notes) in try index.sharedTags(of: id, limit: Self.mostShared + 1)
      where notes.count <= Self.mostShared {
        signs.add(notes, weight: Self.weight(notes.count)) { $0.tags.append(tag) }
      }
      try addWords(of: id, index, &signs)
      return (
        path.text,
        try best(signs, limit, index) { includesExcluded || !excluded.contains($0) }
      )
    }
  }

  private func addLinks(of id: Int64, _ index: NoteIndex, _ signs: inout Signs) throws {
    let linked = LinkedFiles(index)
    let targets = try linked.targets(of: id, limit: Self.mostShared)
    let sources = try linked.notesLinking(to: id, limit: Self.mostShared)
    signs.add(targets, weight: 1) { $0.isLinked = true }
    signs.add(sources, weight: 1) { $0.isLinked = true }
    for target in targets where target != id {
      let others = try linked.notesLinking(to: target, limit: Self.mostShared + 1)
      guard others.count <= Self.mostShared else { continue }
      signs.add(others, weight: Self.weight(others.count)) { $0.neighbours += 1 }
    }
    for source in sources where source != id {
      let others = try linked.targets(of: source, limit: Self.mostShared + 1)
      guard others.count <= Self.mostShared else { continue }
      signs.add(others, weight: Self.weight(others.count)) { $0.neighbours += 1 }
    }
  }

  private func addWords(of id: Int64, _ index: NoteIndex, _ signs: inout Signs) throws {
    guard let path = try index.path(of: id) else { return }
    let texts = try parse(path, for: .texts).note.sections.lazy.map(\.text.bytes)
    let terms = try index.rareTerms(in: texts, limit: Self.words)
    let all = terms.reduce(0) { $0 + $1.rarity }
    for term in terms {
      let notes = try index.notes(withTerm: term.term, limit: Self.mostShared + 1)
      if notes.count > Self.mostShared { continue }
      signs.add(notes, weight: Self.weightOfWords * term.rarity / all) {
        $0.words.append(term.word)
      }
    }
  }

  private static func weight(_ count: Int) -> Double { 1 / Logarithm.binary(Double(2 + count)) }

  private func best(
    _ signs: Signs, _ limit: Int, _ index: NoteIndex, where isWanted: (VaultPath) -> Bool
  ) throws -> [RelatedNote] {
    let sorted = signs.notes.sorted { ($1.value.score, $0.key) < ($0.value.score, $1.key) }
    var notes: [RelatedNote] = []
    for (id, note) in sorted {
      // Notes of one score go by path, so all that share the last one's score are looked up.
      if notes.count >= limit, note.score < notes[limit - 1].score { break }
      guard let path = try index.path(of: id), path.isNote, isWanted(path) else { continue }
      var note = note
      note.path = path.text
      note.title = try index.title(of: id) ?? String(path.stem)
      notes.append(note)
    }
    return Array(notes.sorted { ($1.score, $0.path) < ($0.score, $1.path) }.prefix(limit))
  }
}

/// What was found of each note so far.
private struct Signs {
  private static let unitsOfOne = 0x1p40

  let own: Int64
  private(set) var notes: [Int64: RelatedNote] = [:]

  init(own: Int64) {
    self.own = own
  }

  mutating func add(_ ids: [Int64], weight: Double, _ mark: (inout RelatedNote) -> Void) {
    // Sums of such weights are exact, so that it does not matter which note or word comes first.
    let weight = (weight * Self.unitsOfOne).rounded() / Self.unitsOfOne
    for id in ids where id != own {
      var note = notes[id] ?? RelatedNote(path: "", title: "", score: 0)
      note.score += weight
      mark(&note)
      notes[id] = note
    }
  }
}
