package import NoteQuery
package import NoteText

/// How much each field and each idea of ranking counts.
///
/// How far an idea looks, such as how many words feedback takes, is a number of the type that has the idea.
package struct RankingWeights: Sendable {
  /// How much one field says, and how much its length takes away from that.
  package struct FieldWeight: Sendable {
    /// How many occurrences in the body one occurrence here is worth.
    package var weight: Double
    /// 0 counts occurrences whatever the length, 1 counts their density.
    package var normalization: Double
    /// Least average length that is used, in tokens.
    ///
    /// Few notes have aliases or questions; the average over all notes would make each of them look long.
    package var leastAverage: Double

    package init(weight: Double, normalization: Double, leastAverage: Double) {
      self.weight = weight
      self.normalization = normalization
      self.leastAverage = leastAverage
    }
  }

  package var title = FieldWeight(weight: 3.5, normalization: 0.4, leastAverage: 3)
  package var aliases = FieldWeight(weight: 3, normalization: 0.3, leastAverage: 4)
  package var questions = FieldWeight(weight: 2.5, normalization: 0.3, leastAverage: 8)
  package var tags = FieldWeight(weight: 1.5, normalization: 0.3, leastAverage: 4)
  /// Mostly dates, links and states: they name a note's kind, rarely its matter.
  package var properties = FieldWeight(weight: 0.6, normalization: 0.5, leastAverage: 8)
  /// The heading path holds the headings above too, so it repeats from section to section.
  package var headings = FieldWeight(weight: 2, normalization: 0.4, leastAverage: 3)
  /// A body counts as no shorter than this part of the average one: a list of links is short because
  /// it says nothing, and its density is no merit.
  package var shortestBody = 0.2
  /// A body of more than this many average ones may answer by its best stretch.
  package var longestBody = 10.0
  /// What that stretch counts, beside a section of its own.
  package var stretch = 0.65
  /// How much of the question such a body must hold to be read.
  package var deepCoverage = 0.8
  package var body = FieldWeight(weight: 1, normalization: 0.75, leastAverage: 20)

  /// BM25's k1: how soon further occurrences stop counting.
  package var saturation = 1.2
  /// Part of the score that depends on how much of the question a section covers.
  package var coverage = 0.3
  /// Bonus of the first section of a note whose title and aliases say all that was asked, as a part of
  /// the highest possible score; it falls with the fourth power of what they say.
  package var about = 0.3
  /// What that bonus loses where nothing of the name but what was asked for would be left, at most.
  package var ofLongNames = 0.5
  /// Bonus of sections of a note with a name that says all that was asked, and nothing else, as a part of the highest
  /// score of the words; and the same for a section's own heading.
  package var name = 0.3
  package var heading = 0.1
  /// Bonus of a note for a property that the question asks of it by name, `anna phone`, or tells in full, `status done`.
  package var ofProperty = 0.75
  /// The same of a heading that is the question.
  package var equalHeading = 0.3
  /// Bonus of the note that most links lead to among those that have the name asked for; others get their share of it.
  package var linked = 0.5
  /// What a function word counts in a name, as a rarity.
  package var functionWord = 1.0
  /// A note whose name says so much of the question is left where it is by feedback.
  package var ownName = 0.5
  /// What the sections of its note say together counts for each of them, with this weight.
  ///
  /// A word that names the matter of a note often stands in another of its sections.
  package var siblings = 0.2
  /// Share of what its note's sections hold of a question that one must hold to answer it, where the note names
  /// the question.
  package var ownAnswer = 0.5

  /// Bonus of a note that has the very question, in multiples of the highest possible score: more than all else
  /// together, so that scores stand in the order of the answers.
  package var equalQuestion = 6.0
  /// The same for a name, by how like the question it is: the nearest counts as much as the very question, and the
  /// steps between are more than words can give.
  package var equalName: [NameForm.Likeness: Double] = [.letters: 2, .words: 4, .marks: 6]
  /// Bonus of a note with a close question, times how close it is; with all else it stays below the other.
  package var closeQuestion = 0.5
  /// The same of a note whose name says how to do what is asked, times how much of the name that is.
  package var guide = 2.5

  /// Weight of terms that stand as near to each other as in the question.
  package var nearness = 0.35
  /// Weight of terms that stand in the text as they were typed: with that ending, those accents.
  package var exactness = 0.1
  /// What is left of that for words with a mere mark between them: `v1.2`, `data-base`.
  package var mark = 0.15
  /// What code as it was typed is worth in multiples of its words: as much as their frequency can add.
  package var code = 1.2
  /// Weight of what stands in the text as it was typed, signs and all: `$HOME`.
  package var literal = 1.0
  /// What the whole question is worth where it was typed with signs and stands so in the text, in multiples of its words.
  package var wholeCode = 0.5
  /// What is left of that where it stands in a longer name.
  package var ofLonger = 0.5
  /// What signs without a word are worth, as a rarity.
  package var sign = 3.0
  /// Weight of a word with the same beginning, where the term itself is missing.
  ///
  /// It finds endings that no stemmer takes off, above all in languages that have none here.
  package var kin = 0.5
  /// Weight of a word with a part in common, where nothing nearer is there.
  package var part = 0.3
  /// Weight of the best passage beside the section it stands in.
  package var passage = 0.25

  /// Part of its score that a section of nothing but links in a row loses.
  package var navigation = 0.5

  /// Weight of the words that the best sections share, beside the highest score, where a question is about a topic.
  package var feedback = 0.4

  /// Bonus of a passage that begins with a term, as `404 Not Found: …` does, in multiples of its rarity.
  package var beginning = 1.5
  /// Bonus of a term in the words before a passage's first colon.
  package var head = 0.5

  /// Bonus of a term that a passage spells out, as `Domain Name System (DNS)` does, in multiples of its rarity.
  package var acronym = 5.0
  /// Factor for the value of a piece with a number if the question asks when or how much, or with a name if it asks who: in
  /// choosing the piece that is shown, and in what that piece adds to its section.
  package var askedKind = 1.25

  /// Factor for the value of a piece whose words before the colon are all asked for, as `Author: …`, in choosing the piece
  /// that is shown.
  package var label = 1.5

  /// Factor for the value of a passage that has the question word for word, with its function words.
  package var wording = 1.5
  /// The same in choosing the piece that is shown.
  package var shownWording = 3.0
  /// Bonus of a section that has a pasted sentence word for word, as a part of the highest score.
  package var sentence = 0.5

  /// What a term is worth in choosing a passage when headings or title say it already.
  package var contextShare = 0.4
  /// The same for the piece that is shown.
  package var shownContext = 0.15
  /// What a term is worth at least beside the rarest one to tell which piece is shown: what nearly all notes say tells
  /// nothing.
  package var leastOpen = 0.12
  /// The least weight of a word that a passage is chosen for: words that only frame a question have less.
  package var leastAsked = 0.5
  /// What is left for that of the value of a piece of links alone, and of one that only repeats the question.
  package var links = 0.6
  package var repeated = 0.5
  /// What is left of the value of a property that says only yes or no.
  package var state = 0.2
  /// Bonus of the first piece of a section over a later one, as a part of its value.
  package var opening = 0.2

  /// What is left of the value of a piece that is nothing but terms, as an item of a list of links.
  package var pointer = 0.5

  /// What is left of the value of a table's first row.
  package var tableHead = 0.3

  package init() {}

  /// What a note gets for its questions and names, in multiples of the highest possible score.
  package func bonus(ofQuestion note: Candidates.Note) -> Double {
    // A guide that is yet to be written guides nobody.
    let ofGuide = note.isStub ? 0 : guide * note.guideShare
    let ofQuestion =
      note.answersQuestion ? equalQuestion : max(closeQuestion * note.questionCloseness, ofGuide)
    // A stub has nothing to read, so its name in a question asks for what other notes say.
    guard let likeness = note.likeness, !note.isStub else { return ofQuestion }
    return max(ofQuestion, equalName[likeness] ?? 0)
  }

  /// What the first section of a note gets whose title says this part of what was asked, in multiples of the
  /// highest possible score.
  func bonus(ofTitleSaying part: Double) -> Double {
    BM25F.bonus(ofTitleSaying: part, about)
  }

  /// What a word counts that is only like a term; 0 for the term itself.
  package func likeness(_ form: TermMatch.Form) -> Double {
    switch form {
    case .typed, .folded: 0
    case .kin: kin
    case .part: part
    }
  }

  /// The weights of one field.
  package subscript(field: Field) -> FieldWeight {
    switch field {
    case .title: title
    case .aliases: aliases
    case .questions: questions
    case .tags: tags
    case .properties: properties
    case .headings: headings
    case .body: body
    }
  }
}

extension BM25F.FieldScale {
  /// - Parameter average: Tokens of an average field of this kind.
  init(_ scale: RankingWeights.FieldWeight, average: Double) {
    self.init(
      weight: scale.weight, constant: 1 - scale.normalization,
      slope: scale.normalization / average)
  }
}
