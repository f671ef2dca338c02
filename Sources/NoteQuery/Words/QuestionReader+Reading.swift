internal import NoteText

extension QuestionReader {
  /// What has been read so far.
  struct Reading {
    var query: Query
    let hasSmallLetters: Bool
    /// The language whose function words do not decide.
    var language: Language { frame.language }
    var terms = TermCollector()
    var functionWords = TermCollector()
    var wordIndex = 0
    var frame: FrameWords.Frame
    /// The words that may be parts of a compound, nil where something else stands between.
    var neighbours: [Neighbour?] = []
    /// Where each word that is looked for was typed, in a question that may have a number in groups.
    var places: [WordPlace] = []
    let mayHaveNumber: Bool
    /// The tokens of all words, in their order.
    var allTokens: [String] = []

    /// A question of hardly anything but function words may be a saying: `to be or not to be`.
    ///
    /// It then stands in the text as it was typed, or it does not matter.
    private mutating func addFunctionWordPhrase() {
      guard functionWords.count >= 3, allTokens.count <= 16, query.filter == nil,
        query.excluded.isEmpty
      else { return }
      query.terms.append(
        QueryTerm(
          word: query.text.split(whereSeparator: \.isWhitespace).joined(separator: " "),
          wordIndex: query.terms.first?.wordIndex ?? 0, tokens: allTokens,
          isAlternative: true))
    }

    /// Function words are looked for in the names of notes.
    private mutating func addFunctionWords() {
      let room = min(QuestionReader.mostFunctionWords, QuestionReader.mostTerms - query.terms.count)
      guard room > 0 else { return }
      for var term in functionWords.chosen(room)
      where !term.isAlternative && !query.terms.contains(where: { $0.tokens == term.tokens }) {
        term.isOfNotes = true
        term.isAlternative = true
        term.isFunctionWord = true
        term.isQuestionWord = StopWords.asking.contains(term.word.lowercased())
        term.weight = FrameWords.ofNames
        query.terms.append(term)
      }
    }

    /// `#include <x>` as one: a question of nothing else has few words or none.
    private mutating func addWholeLiteral() {
      guard query.filter == nil, query.excluded.isEmpty,
        query.text.utf8.count <= QueryLiteral.longest,
        query.literals.contains(where: { $0.isSign || $0.isOption }) || query.terms.isEmpty
      else { return }
      let text = query.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      // The marks of a sentence are everywhere.
      if text.utf8.count == 1, "?!.,;:-'\"".contains(text) { return }
      if text != query.literals.first?.text {
        query.literals.insert(QueryLiteral(text: text, isSign: query.terms.isEmpty), at: 0)
      }
    }

    consuming func finished() -> Query {
      let isSaying = terms.holdsOnly(["not", "no"])
      if terms.isEmpty {
        terms = functionWords
        query.ignored = []
      }
      query.hasOnlyFunctionWords = isSaying && !terms.isEmpty
      let isPasted = terms.count > 2 * QuestionReader.mostTerms
      let most = isPasted ? QuestionReader.mostPastedTerms : QuestionReader.mostTerms
      query.terms = terms.chosen(most)
      if isSaying { addFunctionWordPhrase() } else { addFunctionWords() }
      if query.terms.count > 1 || query.terms.isEmpty { addWholeLiteral() }
      if terms.count > most {
        query.repairs.append(.tooManyTerms(terms.count, kept: most))
      }
      return query
    }
  }
}
