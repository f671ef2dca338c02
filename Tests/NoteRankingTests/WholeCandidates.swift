import NoteQuery
import NoteRanking

/// Candidates in memory, handed out as one piece or as many, with or without what is not needed.
final class WholeCandidates: CandidateSource {
  private let candidates: Candidates
  private let notesPerPiece: Int
  private let leavesOut: Bool
  private let notes: [Int32]
  private var next = 0
  private(set) var handedOut = 0

  let frequencies: [TermFrequency]
  var totals: Candidates.Totals { candidates.totals }
  var namesQuestion: Bool { candidates.notes.contains(where: \.answersQuestion) }

  init(
    _ candidates: Candidates, terms: Int, notesPerPiece: Int = .max, leavesOut: Bool = false
  ) {
    self.candidates = candidates
    self.notesPerPiece = notesPerPiece
    self.leavesOut = leavesOut
    notes = Set(candidates.sections.map(\.note) + candidates.notes.map(\.id)).sorted()
    frequencies = (0..<terms).map { term in
      func holds(_ hits: Range<Int32>) -> Bool {
        hits.contains { Int(candidates.hits[Int($0)].term) == term }
      }
      let sections = candidates.sections.count { holds($0.hits) }
      let notes = candidates.notes.count { holds($0.hits) }
      return TermFrequency(sections: sections, notes: notes, isFound: sections + notes > 0)
    }
  }

  func rewind() { next = 0 }

  func next(_ need: CandidateNeed, into piece: inout Candidates) -> Bool {
    piece.removeAll()
    guard next < notes.count else { return false }
    let end = notesPerPiece < notes.count - next ? next + notesPerPiece : notes.count
    for note in notes[next..<end] where isNeeded(note, need) {
      handedOut += 1
      for var section in candidates.sections where section.note == note {
        section.hits = copy(section.hits, to: &piece)
        piece.sections.append(section)
      }
      for var own in candidates.notes where own.id == note {
        own.hits = copy(own.hits, to: &piece)
        piece.notes.append(own)
      }
    }
    next = end
    return true
  }

  private func copy(_ hits: Range<Int32>, to piece: inout Candidates) -> Range<Int32> {
    let start = Int32(piece.hits.count)
    piece.hits += candidates.hits[Int(hits.lowerBound)..<Int(hits.upperBound)]
    return start..<Int32(piece.hits.count)
  }

  private func isNeeded(_ note: Int32, _ need: CandidateNeed) -> Bool {
    let own = candidates.notes.first { $0.id == note }
    guard leavesOut, own?.answersQuestion != true else { return true }
    var hits = candidates.sections.filter { $0.note == note }.flatMap(\.hits)
    hits += own.map { Array($0.hits) } ?? []
    let terms = Set(hits.map { Int(candidates.hits[Int($0)].term) })
    let held = terms.reduce(0) { $0 + need.values[$1] }
    return held >= (own?.hits.isEmpty == false ? need.leastOfNamed : need.least)
  }
}

extension Ranker {
  /// Ranks candidates that come as one piece.
  func rank(
    _ candidates: Candidates, for query: Query, limit: Int, explaining: Bool = false
  ) -> Ranking {
    rank(
      WholeCandidates(candidates, terms: query.terms.count), for: query, limit: limit,
      explaining: explaining)
  }
}
