import FullText
import NoteQuery
import NoteText
import SQLite

/// The postings of one form of a term.
struct FormPostings {
  /// Its place among the terms of the query.
  var term: Int
  /// The languages whose texts have this form.
  var languages: LanguageSet
  var cursors: [PostingCursor]
  /// What is to be looked for first, and gives the cursor; nil where that is done.
  var pending: PendingPhrase?
  /// Whether the cursors tell sections: those of names tell notes until `QueryPostings.orderNames`.
  var isOrdered = true
  /// How often it stands in sections, where counting them has kept that.
  let counts = PlaceCounts()

  /// Walks those in some sections that a filter lets through and whose language has this form.
  @inline(__always)
  func forEachSection(
    in sections: Range<Int>, _ lengths: ReadableLengths<SectionLengths>,
    _ allowed: AllowedSections?,
    _ body: (_ section: Int, _ places: PaddedPlaces, _ own: SectionLengths) -> Void
  ) throws(SQLiteError) {
    let languages = languages
    for cursor in cursors {
      try cursor.seek(sections.lowerBound)
      try cursor.forEachPosting(before: sections.upperBound) { section, places in
        let own = lengths[section]
        guard own.note != 0, languages.holds(own.language),
          allowed?.contains(section, of: Int(own.note)) ?? true
        else { return }
        body(section, places, own)
      }
    }
  }

  /// Whether a note that is there holds the form, in a language that has it; goes through the sections from the first on.
  func holdsLivingSection(_ lengths: ReadableLengths<SectionLengths>) throws(SQLiteError) -> Bool {
    for cursor in cursors {
      try cursor.rewind()
      while cursor.row < lengths.count {
        let own = lengths[cursor.row]
        if own.note != 0, languages.holds(own.language) { return true }
        try cursor.forEachPosting(before: cursor.row + 1) { _, _ in }
      }
    }
    return false
  }
}

/// The postings of all terms of a query, in three tables.
struct QueryPostings {
  var sections: [FormPostings]
  /// Under the number of the note's first section, as `names` too.
  private(set) var notes: [FormPostings]
  private(set) var names: [FormPostings]

  /// - Parameters:
  ///   - first: The place of the first term that is looked for.
  ///   - postponing: Whether what takes long is left to `frequencies`.
  init(
    _ terms: [QueryTerm], from first: Int = 0, _ index: NoteIndex, postponing: Bool = false
  ) throws(SQLiteError) {
    let terms = terms[first...]
    sections = try Self.forms(terms, in: .sections, index, postponing: postponing)
    notes = try Self.forms(terms, in: .notes, index)
    names = try Self.forms(terms, in: .names, index)
    if !postponing { try orderNames(index) }
  }

  /// Brings the postings of names in the order of sections, where that was not done.
  ///
  /// - Parameter terms: The places of the terms that are wanted; nil for all.
  mutating func orderNames(_ index: NoteIndex, of terms: [Int]? = nil) throws(SQLiteError) {
    for place in names.indices
    where !names[place].isOrdered && terms?.contains(names[place].term) != false {
      let cursors = names[place].cursors
      names[place].cursors = [try Self.byFirstSection(cursors, index)]
      names[place].isOrdered = true
    }
  }

  static func forms(
    _ terms: ArraySlice<QueryTerm>, in table: FullTextTable, _ index: NoteIndex,
    postponing: Bool = false
  ) throws(SQLiteError) -> [FormPostings] {
    let postings = try index.termPostings(table)
    let wanted = wantedForms(terms, in: table)
    let tokens = wanted.filter(\.isOneWord).map { $0.form.tokens[0] }
    var found = try postings.cursors(ofEach: tokens)[...]
    var forms: [FormPostings] = []
    for (place, form, isOneWord) in wanted {
      let languages = table == .names ? .all : form.languages
      if isOneWord {
        let cursors = found.removeFirst()
        if cursors.isEmpty { continue }
        forms.append(
          FormPostings(
            term: place, languages: languages, cursors: cursors, isOrdered: table != .names))
        continue
      }
      let words = try postings.words(of: form.tokens, isPrefix: terms[place].isPrefix)
      if words.isEmpty { continue }
      if postponing, form.tokens.count > 1, words.allSatisfy(\.isCommon) {
        let pending = PendingPhrase(words)
        forms.append(
          FormPostings(term: place, languages: form.languages, cursors: [], pending: pending))
        continue
      }
      let cursors = try postings.cursors(of: words, tokens: form.tokens.count)
      forms.append(
        FormPostings(
          term: place, languages: languages, cursors: cursors, isOrdered: table != .names))
    }
    return forms
  }

  /// The forms of all terms that a table may hold, each with the place of its term.
  private static func wantedForms(
    _ terms: ArraySlice<QueryTerm>, in table: FullTextTable
  ) -> [(term: Int, form: QueryTerm.Form, isOneWord: Bool)] {
    var forms: [(term: Int, form: QueryTerm.Form, isOneWord: Bool)] = []
    for (place, term) in zip(terms.indices, terms) {
      if term.isOfNotes, table == .sections { continue }
      for form in term.allForms {
        // What others call a note is in no language that could be told.
        if table == .names, !form.languages.contains(.english) { continue }
        forms.append((place, form, form.tokens.count == 1 && !term.isPrefix))
      }
    }
    return forms
  }

  /// Names are indexed under the id of the note, which says nothing of its place among the others.
  private static func byFirstSection(
    _ cursors: [PostingCursor], _ index: NoteIndex
  ) throws(SQLiteError) -> PostingCursor {
    if cursors.count == 1, let cursor = try inOrder(cursors[0], index) { return cursor }
    var keys: [UInt64] = []
    for cursor in cursors {
      try cursor.rewind()
      try cursor.forEachPosting(before: .max) { note, places in
        guard !places.isEmpty, let section = index.firstSection(of: note) else { return }
        PostingPlaces.appendKeys(of: places.bytes, row: section, to: &keys)
      }
    }
    keys.sort()
    return try PostingList(keys).cursor()
  }

  /// The same where the sections of notes are in the order of their ids, as they are until notes are edited.
  private static func inOrder(
    _ names: PostingCursor, _ index: NoteIndex
  ) throws(SQLiteError) -> PostingCursor? {
    var postings = PostingList()
    var last = 0
    var isInOrder = true
    let (notes, sections) = (index.noteLengths.readable, index.sectionLengths.readable)
    try names.forEachPosting(before: .max) { note, places in
      guard isInOrder, !places.isEmpty,
        let section = NoteIndex.firstSection(of: note, notes, sections)
      else { return }
      isInOrder = section > last
      if isInOrder { postings.add(section, places.bytes) }
      last = section
    }
    return isInOrder ? try postings.cursor() : nil
  }

  /// Adds the postings of further terms.
  mutating func add(_ other: QueryPostings) {
    sections += other.sections
    notes += other.notes
    names += other.names
  }

  /// Leaves out some terms, by their places in the query.
  mutating func remove(_ terms: [Int]) {
    sections.removeAll { terms.contains($0.term) }
    notes.removeAll { terms.contains($0.term) }
    names.removeAll { terms.contains($0.term) }
  }

  /// Goes back to the first postings.
  func rewind() throws(SQLiteError) {
    for form in sections + notes + names {
      for cursor in form.cursors { try cursor.rewind() }
    }
  }
}
