package import NoteText

/// A field of the index that a term can stand in.
package enum Field: UInt8, Sendable, CaseIterable {
  case title = 0
  case aliases
  case questions
  case tags
  case properties
  case headings
  case body
}

/// How often a term stands in a field of one row.
package struct TermHit: Sendable, Hashable {
  /// Index into `Query.terms`.
  package var term: UInt16
  package var field: Field
  package var count: UInt16

  package init(term: UInt16, field: Field, count: UInt16) {
    self.term = term
    self.field = field
    self.count = count
  }
}

/// All sections and notes that hold a term of a query, with what is needed to rank them.
///
/// Rows ascend by id. The sections of one note have consecutive ids.
package struct Candidates: Sendable {
  /// A section that holds a term in its headings or its body.
  package struct Section: Sendable, Hashable {
    package var id: Int32
    package var note: Int32
    /// Lengths in tokens.
    package var headingsLength: UInt16
    package var bodyLength: UInt32
    /// Its part of `Candidates.hits`.
    package var hits: Range<Int32>

    package init(
      id: Int32, note: Int32, headingsLength: UInt16, bodyLength: UInt32, hits: Range<Int32>
    ) {
      self.id = id
      self.note = note
      self.headingsLength = headingsLength
      self.bodyLength = bodyLength
      self.hits = hits
    }
  }

  /// A note that holds a term in its title, aliases, questions, tags or properties.
  package struct Note: Sendable, Hashable {
    package var id: Int32
    /// Its first section whose text is not empty, else its first one.
    package var firstSection: Int32
    /// Lengths in tokens of its fields, `title` to `properties`.
    package var titleLength: UInt16
    package var aliasesLength: UInt16
    package var questionsLength: UInt16
    package var tagsLength: UInt16
    package var propertiesLength: UInt16
    /// Whether one of its questions equals the query, by `questionKey`.
    package var answersQuestion: Bool
    /// How like the query one of its names is; nil where it has another name.
    package var likeness: NameForm.Likeness?
    /// Whether there is nothing to read in it.
    package var isStub = false
    /// The share of the deciding words that the query and the closest of its questions have in common, 0 to 1;
    /// 0 where none is close, or one is equal.
    package var questionCloseness = 0.0
    /// How much of its name says how to do what is asked, 0 to 1; 0 where it does not say all of it.
    package var guideShare = 0.0
    /// Its part of `Candidates.hits`.
    package var hits: Range<Int32>

    package init(
      id: Int32, firstSection: Int32, titleLength: UInt16, aliasesLength: UInt16,
      questionsLength: UInt16, tagsLength: UInt16, propertiesLength: UInt16,
      answersQuestion: Bool, hits: Range<Int32>
    ) {
      self.id = id
      self.firstSection = firstSection
      self.titleLength = titleLength
      self.aliasesLength = aliasesLength
      self.questionsLength = questionsLength
      self.tagsLength = tagsLength
      self.propertiesLength = propertiesLength
      self.answersQuestion = answersQuestion
      self.hits = hits
    }
  }

  /// Sums over the whole index, for rarities and average lengths.
  package struct Totals: Sendable, Hashable {
    package var sections: Int
    package var notes: Int
    /// Tokens in each field over all rows, by `Field.rawValue`.
    package var tokens: [Int]

    package init(sections: Int = 0, notes: Int = 0, tokens: [Int] = Array(repeating: 0, count: 7)) {
      self.sections = sections
      self.notes = notes
      self.tokens = tokens
    }
  }

  package var sections: [Section]
  package var notes: [Note]
  package var hits: [TermHit]
  package var totals: Totals

  package init(sections: [Section] = [], notes: [Note] = [], hits: [TermHit] = [], totals: Totals) {
    self.sections = sections
    self.notes = notes
    self.hits = hits
    self.totals = totals
  }
  /// Leaves nothing but the totals.
  package mutating func removeAll() {
    sections.removeAll(keepingCapacity: true)
    notes.removeAll(keepingCapacity: true)
    hits.removeAll(keepingCapacity: true)
  }
}
