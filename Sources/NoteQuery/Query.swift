package import NoteText

/// A question, cut into the terms to look for.
package struct Query: Sendable, Hashable {
  /// What was typed.
  package var text: String
  /// What to look for, in the order it was typed. A hit has at least one of them.
  package var terms: [QueryTerm]
  /// Whether it has no other words than those that hardly say anything, so that they have to be looked for.
  package var hasOnlyFunctionWords = false
  /// Words that do not decide and are not looked for, as typed.
  package var ignored: [String]
  /// What a hit must not contain.
  package var excluded: [QueryTerm]
  /// What a hit must be; nil for everything.
  package var filter: QueryFilter?
  /// What was typed with signs, to be found in the text as typed.
  package var literals: [QueryLiteral] = []
  /// The form in which the question is compared with the `questions` of a note; see `QuestionKey`.
  package var questionKey: String
  /// What is compared with the names of notes: all that was typed but filters and what is excluded.
  package var name = ""
  /// The days that the question asks for, and whether it asks for nothing else.
  package var days: [CivilDay] = []
  package var isDate = false
  /// What kind of thing it asks for; nil where that is not told.
  package var asked: AskedKind?
  /// What the names of guides are looked for; nil where it does not ask how to do something.
  package var howTo: HowTo?
  /// Which of its words are the key of a property together.
  package var keyPhrases: [KeyPhrase] = []
  /// How the question was read where it could not be read as typed.
  package var repairs: [QueryRepair]
  /// The phrase that a quote begins which is never closed, and the column of the quote.
  package var unclosedQuote: UnclosedQuote?
  /// What would be a command if a note had it with the other words: the exclusion, as a phrase whose `word` is what was
  /// typed.
  package var pastedExclusions: [QueryTerm] = []
  /// What was read as text since the vault has no such tag or property: `#include`, `[x]`.
  package var unknown: [QueryFilter.Condition] = []

  /// How many of its terms were typed, or are other ways to write what was.
  package var typedTerms: Int { terms.count { !$0.isPartOfWords } }

  package init(
    text: String, terms: [QueryTerm] = [], ignored: [String] = [], excluded: [QueryTerm] = [],
    filter: QueryFilter? = nil,
    questionKey: String = "", repairs: [QueryRepair] = []
  ) {
    self.text = text
    self.terms = terms
    self.ignored = ignored
    self.excluded = excluded
    self.filter = filter
    self.questionKey = questionKey
    self.repairs = repairs
  }
}

/// A phrase that was read up to the end of the question.
package struct UnclosedQuote: Sendable, Hashable {
  /// 1-based byte column of the quote.
  package var column: Int
  package var phrase: QueryTerm
}

/// One thing to look for: a token, or tokens in a row.
///
/// A typed word may give several terms: `404/410` gives two, a run of Chinese one for each bigram.
package struct QueryTerm: Sendable, Hashable {
  /// The word it comes from, as typed.
  package var word: String
  /// Position of that word in the question, from 0; terms of one word share it.
  package var wordIndex: Int
  /// The tokens that must follow each other in the text, as the tokenizer writes them; never empty.
  package var tokens: [String]
  /// The tokens that notes of each language have for it; empty where all of them have `tokens`.
  package var forms: [Form] = []
  /// Whether the last token may be the beginning of a longer one.
  package var isPrefix: Bool
  /// Whether it is looked for in the own fields of notes alone, as their titles: so short a beginning stands in every
  /// section.
  package var isOfNotes = false
  /// Whether it is a function word, which says something only beside others in the name of a note: `Where did it come
  /// from?` says more of `where did it originate` than a title without `where` and `it`.
  package var isFunctionWord = false
  /// Whether it is a function word that asks.
  package var isQuestionWord = false
  /// 1 for a word that decides; less for words that only frame a question.
  package var weight: Double
  /// Whether it only stands in for another term of its word: `wifi` for the `wi` and `fi` of `Wi-Fi`.
  ///
  /// Such terms come after all others; a section that lacks them lacks nothing.
  package var isAlternative: Bool
  /// The words of the question that it is another way to write; nil for what only adds to them.
  ///
  /// Of the words as typed and all their ways the one that a section says best counts, and no other.
  package var replaces: Range<Int>?
  /// Terms with the same words and the same number are parts of one way, and add up.
  package var way = 0

  /// What a term is in the notes of some languages, whose stems differ.
  package struct Form: Sendable, Hashable {
    package var tokens: [String]
    package var languages: LanguageSet

    package init(tokens: [String], languages: LanguageSet) {
      self.tokens = tokens
      self.languages = languages
    }
  }

  /// Whether another way to write it may be looked for: a word of its own, that decides.
  package var canBeRare: Bool {
    !isAlternative && !isPrefix && tokens.count == 1 && weight >= 1
  }

  /// Whether it is looked for in words with capitals inside, as the `git` in `GitHub`.
  package var isPartOfWords: Bool {
    tokens.count == 1 && tokens[0].utf8.last == Tokenizer.partMark
  }

  /// The tokens that notes of a language have.
  package func tokens(in language: Language) -> [String] {
    forms.first { $0.languages.contains(language) }?.tokens ?? tokens
  }

  /// Returns it as the notes of some languages have it; nil where none of them does.
  package func limited(to languages: LanguageSet) -> QueryTerm? {
    var term = self
    term.forms = allForms.compactMap { form in
      let kept = form.languages.intersection(languages)
      return kept.isEmpty ? nil : Form(tokens: form.tokens, languages: kept)
    }
    return term.forms.isEmpty ? nil : term
  }

  /// The forms to look for, at least one.
  package var allForms: [Form] {
    forms.isEmpty ? [Form(tokens: tokens, languages: .all)] : forms
  }

  package init(
    word: String, wordIndex: Int, tokens: [String], isPrefix: Bool = false, weight: Double = 1,
    isAlternative: Bool = false
  ) {
    self.word = word
    self.wordIndex = wordIndex
    self.tokens = tokens
    self.isPrefix = isPrefix
    self.weight = weight
    self.isAlternative = isAlternative
  }
}

/// A place in a question that could not be read as typed, and what was made of it.
package struct QueryRepair: Sendable, Hashable {
  /// 1-based byte column in the question.
  package var column: Int
  /// One sentence: `quote is never closed; reading it as "release date"`.
  package var message: String

  package init(column: Int, message: String) {
    self.column = column
    self.message = message
  }
}
