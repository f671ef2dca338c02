import NoteIndex
import NoteModel
import NoteQuery

/// Replaces words that no note has by the nearest word of the vault.
///
/// A slip of the finger would else cost the word that matters most: the rarest one. The first letter is
/// taken as right, as it nearly always is; that keeps the search to a small part of the vocabulary.
struct SpellingCorrector {
  /// A term that was replaced.
  struct Correction {
    /// Its place in `Query.terms`.
    var term: Int
    /// The token that is looked for in its place.
    var token: String
  }

  private let index: NoteIndex

  init(_ index: NoteIndex) {
    self.index = index
  }

  /// Returns what to look for instead of terms without a hit.
  func corrections(_ query: Query, _ frequencies: [TermFrequency]) throws -> [Correction] {
    var foundWords: Set<Int> = []
    for (term, frequency) in zip(query.terms, frequencies) where frequency.isFound {
      foundWords.insert(term.wordIndex)
    }
    var corrections: [Correction] = []
    for (place, term) in query.terms.enumerated() where !foundWords.contains(term.wordIndex) {
      guard term.tokens.count == 1, !term.isPrefix, !term.isAlternative,
        let token = try nearest(to: term.tokens[0])
      else { continue }
      corrections.append(Correction(term: place, token: token))
    }
    return corrections
  }

  /// Returns a query that looks for the corrections.
  static func apply(_ corrections: [Correction], to query: Query) -> Query {
    var query = query
    for correction in corrections {
      let typed = query.terms[correction.term].tokens[0]
      query.terms[correction.term].tokens = [correction.token]
      query.terms[correction.term].forms = []
      query.questionKey = query.questionKey.split(separator: " ")
        .map { $0 == typed ? correction.token : String($0) }.joined(separator: " ")
    }
    return query
  }

  /// Most words that are as near as each other and of which the most frequent is found out.
  private static let mostRivals = 12

  private func nearest(to token: String) throws -> String? {
    let scalars = token.unicodeScalars.map(\.value)
    let bytes = Array(token.utf8)
    var limit = Self.limit(scalars)
    guard limit > 0, let first = token.unicodeScalars.first else { return nil }
    let letters = bytes.withUnsafeBytes(Self.letters)
    var rivals: Set<String> = []
    try index.forEachTerm(beginningWith: String(first)) { term in
      // An edit changes the length by one letter, of up to four bytes, and the set of letters by two.
      if abs(term.count - bytes.count) > limit * 4 { return }
      let isASCII = bytes.count == scalars.count && term.allSatisfy { $0 < 0x80 }
      if isASCII, abs(term.count - bytes.count) > limit { return }
      let changed = (Self.letters(of: term) ^ letters).nonzeroBitCount
      if changed > limit * (isASCII ? 2 : 8) { return }
      let text = String(decoding: term, as: UTF8.self)
      let other = text.unicodeScalars.map(\.value)
      guard let edits = EditDistance.edits(from: scalars, to: other, limit: limit) else { return }
      if edits < limit { rivals.removeAll() }
      limit = edits
      rivals.insert(text)
    }
    var best: (token: String, rows: Int)?
    for rival in rivals.sorted().prefix(Self.mostRivals) {
      let rows = try index.rows(holding: rival)
      if rows > best?.rows ?? 0 { best = (rival, rows) }
    }
    return best?.token
  }

  /// The letters of a word, one bit for each of 64 classes of bytes.
  private static func letters(of word: UnsafeRawBufferPointer) -> UInt64 {
    word.reduce(0) { $0 | 1 << UInt64($1 & 63) }
  }

  /// How many slips a word of this length may have. Codes and numbers are never corrected: another
  /// number is another thing.
  private static func limit(_ scalars: [UInt32]) -> Int {
    if scalars.contains(where: { $0 &- 0x30 < 10 }) { return 0 }
    switch scalars.count {
    case ..<4: return 0
    case ..<8: return 1
    default: return 2
    }
  }
}
