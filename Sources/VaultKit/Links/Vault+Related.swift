// Finds the signs that two notes belong together, which `Relatedness` adds up: a link between them, in each direction;
// each file that both link to, and each note that links to both; each shared tag; rare words.

import NoteIndex
import NoteModel
import NoteParsing
import NoteRanking

extension Vault {
  /// Anything shared by more notes than this is ignored.
  private static let mostShared = 1000
  /// Words of a note that are looked up, those that tell most about it.
  private static let words = 24

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
        signs.add(notes, .shared(by: notes.count)) { $0.tags.append(tag) }
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
    signs.add(targets, .link) { $0.isLinked = true }
    signs.add(sources, .link) { $0.isLinked = true }
    for target in targets where target != id {
      let others = try linked.notesLinking(to: target, limit: Self.mostShared + 1)
      guard others.count <= Self.mostShared else { continue }
      signs.add(others, .shared(by: others.count)) { $0.neighbours += 1 }
    }
    for source in sources where source != id {
      let others = try linked.targets(of: source, limit: Self.mostShared + 1)
      guard others.count <= Self.mostShared else { continue }
      signs.add(others, .shared(by: others.count)) { $0.neighbours += 1 }
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
      signs.add(notes, .word(rarity: term.rarity, ofAll: all)) {
        $0.words.append(term.word)
      }
    }
  }

  private func best(
    _ signs: Signs, _ limit: Int, _ index: NoteIndex, where isWanted: (VaultPath) -> Bool
  ) throws -> [RelatedNote] {
    let sorted = signs.notes.sorted {
      Relatedness.precedes(($0.value.score, $0.key), ($1.value.score, $1.key))
    }
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
    notes.sort { Relatedness.precedes(($0.score, $0.path), ($1.score, $1.path)) }
    return Array(notes.prefix(limit))
  }
}

/// What was found of each note so far.
private struct Signs {
  let own: Int64
  private(set) var notes: [Int64: RelatedNote] = [:]

  init(own: Int64) {
    self.own = own
  }

  mutating func add(
    _ ids: [Int64], _ sign: Relatedness.Sign, _ mark: (inout RelatedNote) -> Void
  ) {
    let weight = Relatedness.weight(sign)
    for id in ids where id != own {
      var note = notes[id] ?? RelatedNote(path: "", title: "", score: 0)
      note.score += weight
      mark(&note)
      notes[id] = note
    }
  }
}
