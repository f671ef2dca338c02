package import NoteQuery
package import NoteText

/// The words of a question that the names of folders say: a note in `Recipes` is a recipe, though it may not say so.
package struct FolderWords {
  private struct Folder: Hashable {
    var name: Substring
    var language: Language
  }

  /// The terms that a folder can say.
  private let asked: [(place: Int, term: QueryTerm)]
  private let tokenizer: Tokenizer
  private var known: [Folder: [Int]] = [:]

  package init(_ query: Query, tokenizer: Tokenizer) {
    asked = query.terms.indices.compactMap { place in
      NoteEvidence.isAsked(query.terms[place]) ? (place, query.terms[place]) : nil
    }
    self.tokenizer = tokenizer
  }

  /// Returns the terms that a folder's name says in a language, ascending.
  package mutating func terms(of name: Substring, _ language: Language) -> [Int] {
    let folder = Folder(name: name, language: language)
    if let terms = known[folder] { return terms }
    var terms: Set<Int> = []
    tokenizer.language = language
    tokenizer.tokenize(String(name)) { token in
      for (place, term) in asked {
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
