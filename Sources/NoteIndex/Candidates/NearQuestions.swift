import Characters
import FullText
import NoteModel
import NoteQuery
import NoteText
import SQLite

// Finds the notes whose own question is asked, or one close to it, since few people type a question as its note has
// it. Two questions are close when most of the deciding words of each are in the other: a line of twenty words is not close to
// two of them, nor the other way round.

/// A note that names the question, or one close to it.
struct AskedNote {
  /// Its first section.
  var firstSection: Int
  var isEqual: Bool
  /// See `Candidates.Note.likeness`.
  var likeness: NameForm.Likeness?
  /// See `Candidates.Note.questionCloseness`.
  var closeness = 0.0
  /// See `Candidates.Note.guideShare`.
  var guideShare = 0.0
}

extension NoteIndex {
  /// Least share of the deciding words that two close questions have in common.
  private static let leastCloseness = 0.75
  /// Most notes whose questions are read: those with most of the words.
  private static let mostNotesRead = 32

  /// The notes that name the question or one close to it, by their first sections.
  func askedNotes(_ query: Query, _ postings: QueryPostings) throws(SQLiteError) -> [AskedNote] {
    var asked: [Int: AskedNote] = [:]
    for note in try closeNotes(query, postings) { asked[note.firstSection] = note }
    for (section, share) in try guides(query) {
      asked[section, default: AskedNote(firstSection: section, isEqual: false)].guideShare = share
    }
    for note in try notes(answering: query.questionKey) {
      guard let section = firstSection(of: Int(note)) else { continue }
      asked[section] = AskedNote(firstSection: section, isEqual: true)
    }
    for day in query.days {
      for section in try self.firstSections(ofDay: day) {
        var note = asked[section] ?? AskedNote(firstSection: section, isEqual: false)
        if query.isDate { note.likeness = note.likeness ?? .words } else { note.closeness = 1 }
        asked[section] = note
      }
    }
    for (note, likeness) in try notes(named: query) {
      guard let section = firstSection(of: Int(note)) else { continue }
      asked[section, default: AskedNote(firstSection: section, isEqual: false)].likeness = likeness
    }
    return asked.values.sorted { $0.firstSection < $1.firstSection }
  }

  /// Most notes of one name whose names are read, to choose the most similar one.
  private static let mostNamesakesRead = 200

  /// The notes that have a name, and how like theirs is to it.
  ///
  /// What was typed with a sign as one word, such as `a*`, names only what has the sign too; the question mark after a
  /// name is punctuation.
  private func notes(
    named query: Query
  ) throws(SQLiteError) -> [(note: Int64, likeness: NameForm.Likeness)] {
    let form = NameForm(query.name)
    if form.key.isEmpty { return [] }
    let isSign = query.literals.contains {
      $0.isSign && $0.text == query.name && !$0.isWordAndPunctuation
    }
    let notes = try self.notes(.name, form.key)
    if notes.count > Self.mostNamesakesRead { return notes.map { ($0, .words) } }
    var named: [(note: Int64, likeness: NameForm.Likeness)] = []
    for note in notes {
      let isAccented =
        Language(rawValue: UInt8(truncatingIfNeeded: noteLengths[Int(note)].language))?
        .keepsAccents == true && !query.name.utf8.allSatisfy { $0.isASCII }
      let own = try names(of: note).filter { name in
        // Where accents tell words apart, who types them means them.
        !isAccented || NameKey(name) == NameKey(query.name)
      }
      if let likeness = own.compactMap({ NameForm($0).likeness(to: form) }).max(),
        likeness == .marks || !isSign
      {
        named.append((note, likeness))
      }
    }
    return named
  }

  /// The title, the file's name and the aliases of a note.
  func names(of note: Int64) throws(SQLiteError) -> [String] {
    var names = try aliases(of: note)
    if let title = try title(of: note) { names.append(title) }
    if let path = try path(of: note) { names.append(String(path.stem)) }
    return names
  }

  /// The notes with a question close to the query's.
  ///
  /// One word in common is not a question: `vault` alone is looked for, not asked.
  private func closeNotes(_ query: Query, _ postings: QueryPostings) throws(SQLiteError)
    -> [AskedNote]
  {
    guard totals.tokens[Int(Field.questions.rawValue)] > 0, !query.questionKey.isEmpty,
      query.terms.count(where: \.decides) > 1
    else { return [] }
    let promising = try inOrder(promising(query, postings))
    guard !promising.isEmpty else { return [] }
    let reader = QuestionReader(tokenizer: tokenizer, languages: languages, main: mainLanguage)
    var close: [AskedNote] = []
    for (section, _) in promising.prefix(Self.mostNotesRead) {
      let lengths = sectionLengths[section]
      let language = Language(rawValue: lengths.language) ?? .english
      var closest = 0.0
      for line in try questions(of: Int64(lengths.note)) {
        closest = max(closest, query.closeness(to: reader.read(line), language))
      }
      if closest >= Self.leastCloseness {
        close.append(AskedNote(firstSection: section, isEqual: false, closeness: closest))
      }
    }
    return close
  }

  /// Those that hold most first; of equal ones, which are many where a template gives all notes one question, those with
  /// the first paths.
  private func inOrder(
    _ notes: [(section: Int, held: Double)]
  ) throws(SQLiteError) -> [(section: Int, held: Double)] {
    if notes.count <= Self.mostNotesRead { return notes }
    var places: [Int64: Int] = [:]
    let ids = notes.map { Int64(sectionLengths[$0.section].note) }
    for note in try inOrderOfPaths(ids) { places[note] = places.count }
    return notes.sorted { first, second in
      if first.held != second.held { return first.held > second.held }
      let (one, other) = (sectionLengths[first.section].note, sectionLengths[second.section].note)
      return places[Int64(one), default: 0] < places[Int64(other), default: 0]
    }
  }

  /// The notes whose questions hold enough of the query, all lines together, and how much.
  private func promising(
    _ query: Query, _ postings: QueryPostings
  ) throws(SQLiteError) -> [(section: Int, held: Double)] {
    let fields = FieldList(.notes)
    var held: [Int: Double] = [:]
    for form in postings.notes where query.terms[form.term].asked > 0 {
      let worth = query.terms[form.term].asked
      for cursor in form.cursors {
        try cursor.rewind()
        try cursor.forEachPosting(before: .max) { section, places in
          var isInQuestion = false
          PostingPlaces.forEachCount(in: places.bytes) { column, _ in
            if fields[column] == .questions { isInQuestion = true }
          }
          guard isInQuestion, sectionLengths[section].note != 0,
            form.languages.contains(
              Language(rawValue: sectionLengths[section].language) ?? .english)
          else { return }
          held[section, default: 0] += worth
        }
      }
    }
    let least = Self.leastCloseness * query.askedWeight
    return held.filter { $0.value >= least }.map { ($0.key, $0.value) }
  }
}

extension QueryTerm {
  /// Whether a question is about it.
  fileprivate var decides: Bool { !isAlternative && weight >= 1 }

  /// What it counts in a comparison of questions, at most 1.
  fileprivate var asked: Double { isAlternative ? 0 : min(1, weight) }
}

extension Query {
  fileprivate var askedWeight: Double { terms.reduce(0) { $0 + $1.asked } }

  /// The share of the deciding words that two questions have in common, of the longer one; 0 for fewer than two words.
  fileprivate func closeness(to other: Query, _ language: Language) -> Double {
    var shared = 0.0
    var deciding = 0
    for term in terms where !term.isAlternative {
      let tokens = term.tokens(in: language)
      guard other.terms.contains(where: { !$0.isAlternative && $0.tokens(in: language) == tokens })
      else { continue }
      shared += term.asked
      deciding += term.decides ? 1 : 0
    }
    let longer = max(askedWeight, other.askedWeight)
    return deciding > 1 && longer > 0 ? min(1, shared / longer) : 0
  }
}
