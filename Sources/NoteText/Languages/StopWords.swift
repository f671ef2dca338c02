/// Words that hold a sentence together and say nothing of what it is about.
///
/// They are compared in small letters and not stemmed. The lists of several languages can be joined, at the
/// price of words that are function words in one of them only (`die`).
package struct StopWords: Sendable {
  private let lists: [WordList]

  /// Joins the lists of `languages`.
  package init(_ languages: [Language] = [.english]) {
    lists = languages.map { WordList($0.functionWords) }
  }

  /// Whether `word`, in small letters, is a function word.
  package func contains(_ word: String) -> Bool {
    lists.contains { $0.contains(word) }
  }

  /// How many of some words are function words of the language.
  ///
  /// - Parameter words: In small letters, each once, without blanks.
  package static func count(of words: [[UInt8]], in language: Language) -> Int {
    WordList(language.functionWords).count(of: words)
  }

  private init(_ list: StaticString) { lists = [WordList(list)] }

  /// Function words of the languages that are plain from their script, in small letters.
  package static let ofScripts = StopWords(scriptWords)

  /// Words that begin a question, in small letters.
  package static let asking = StopWords(askingWords)

  private static let askingWords: StaticString =
    """
    what which who whom whose when where why how what's who's where's how's whats hows wheres
    can could should would will shall do does did is are am was were has have had may might must
    was wer wem wen wessen wann wo wie warum wieso weshalb welche welcher welches welchen wohin woher
    qui que quoi quel quelle quels quelles où quand comment pourquoi combien
    qué quién quiénes cuál cuáles cuándo dónde cómo cuánto cuánta cuántos cuántas
    chi che cosa quale quali quando dove come perché quanto quanti quante
    quem qual quais onde porquê quantos quantas
    wat welk welke wie wiens wanneer waar waarom hoe hoeveel
    vad vilken vilket vilka vem när var varför hur hvad hvilken hvornår hvor hvorfor hvordan hva når
    mikä mitä kuka missä milloin miksi miten
    """

  /// Whether a pair of characters holds one that holds a sentence together, as `的` and `は`.
  package static func holdsParticle(_ pair: String) -> Bool {
    let list = WordList(runParticles)
    return pair.unicodeScalars.contains { list.contains(String($0)) }
  }

  /// Ranges of bytes that are question words of a script without blanks, ascending and apart.
  ///
  /// They stand anywhere in a run, so they are known only by their letters: the longest one counts.
  package static func questionWords(in text: String) -> [Range<Int>] {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.contains(where: { $0 >= 0xE0 }) else { return [] }
      let list = WordList(runWords)
      var ranges: [Range<Int>] = []
      var index = 0
      while index < bytes.count {
        let length = bytes[index] < 0xE0 ? 0 : list.longestWord(at: index, of: bytes)
        if length > 0 { ranges.append(index..<index + length) }
        index += max(1, length)
      }
      return ranges
    }
  }

  /// Articles, pronouns, prepositions, conjunctions, auxiliaries and question words.
  ///
  /// `not`, `no` and `without` stay terms: `not found` is a name. So do `mean` and its like, which
  /// questions are framed with; those weigh less instead.
  static let englishWords: StaticString =
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
    """
}
