/// Words that hold a sentence together and say nothing of what it is about.
///
/// They are compared folded and not stemmed. A language is one list; the lists of several languages can
/// be joined, at the price of words that are function words in one of them only (`die`).
package struct StopWords: Sendable {
  private let languages: [Language]

  /// Joins the lists of `languages`.
  package init(_ languages: [Language] = [.english]) {
    self.languages = languages
  }

  /// Whether `word`, folded, is a function word.
  package func contains(_ word: String) -> Bool {
    languages.contains { $0.words.contains(word) }
  }

  /// The function words of one language.
  package struct Language: Sendable {
    package let words: WordList

    package init(_ words: WordList) { self.words = words }

    /// Articles, pronouns, prepositions, conjunctions, auxiliaries and question words.
    ///
    /// `not`, `no` and `without` stay terms: `not found` is a name. So do `mean` and its like, which
    /// questions are framed with; those weigh less instead.
    package static let english = Language(
      WordList(
        """
        a an the this that these those
        i me my mine myself we us our ours ourselves you your yours yourself yourselves
        he him his himself she her hers herself it its itself they them their theirs themselves
        am is are was were be been being isnt arent wasnt werent im ive id ill youre youve hes shes
        theyre theyve weve thats theres whats wheres whos hows whens lets
        do does did doing done dont doesnt didnt have has had having havent hasnt hadnt
        can cant could couldnt shall should shouldnt will wont would wouldnt may might must cannot
        what which who whom whose when where why how whatever whichever whether
        and or but if then else than so because as until while though although
        of at by for with about between into through during before after to from in on off over
        under upon onto per via within
        there here also just too very any some each both such
        please
        """))
  }
}
