package import NoteQuery
package import NoteText

/// The words of a question that the names of folders say: a note in `Recipes` is a recipe, though it may not say so.
package struct FolderWords {
  private struct Folder: Hashable {
    var name: Substring
    var language: Language
  }

  private let query: Query
  private let tokenizer: Tokenizer
  private var known: [Folder: [Int]] = [:]

  package init(_ query: Query, tokenizer: Tokenizer) {
    self.query = query
    self.tokenizer = tokenizer
  }

  /// Returns the terms that a folder's name says in a language, ascending.
  package mutating func terms(of name: Substring, _ language: Language) -> [Int] {
    let folder = Folder(name: name, language: language)
    if let terms = known[folder] { return terms }
    var terms: Set<Int> = []
    tokenizer.language = language
    tokenizer.tokenize(String(name)) { token in
      for (place, term) in query.terms.enumerated() where NoteEvidence.isAsked(term) {
        let tokens = term.tokens(in: language)
        if tokens.count == 1, tokens[0].utf8.elementsEqual(token.term) { terms.insert(place) }
      }
      return true
    }
    tokenizer.language = .english
    known[folder] = terms.sorted()
    return terms.sorted()
  }
}

extension Ranker {
  /// Adds the terms that a note's folder says, beside its names, to a section.
  package func add(folder terms: [Int], to ranking: inout Ranking, at place: Int, _ query: Query) {
    let new = terms.filter { !ranking.sections[place].context.contains($0) }
    if new.isEmpty { return }
    let context = (ranking.sections[place].context + new).sorted()
    ranking.sections[place].context = context
    // `git plugin` is all of the note `Git` among the plugins; of a long question a folder says little.
    let isAll = query.terms.indices.allSatisfy {
      !NoteEvidence.isAsked(query.terms[$0]) || context.contains($0)
    }
    guard isAll else { return }
    let value = new.reduce(0) { $0 + query.terms[$1].weight * ranking.rarity[$1] }
    ranking.sections[place].score += weights.folder * value
    if !ranking.sections[place].parts.isEmpty {
      ranking.sections[place].parts.append(
        ScorePart(label: "folder", value: weights.folder * value))
    }
  }
}
