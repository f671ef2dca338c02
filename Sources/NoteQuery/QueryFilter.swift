/// What a hit has to be, beside the words it says.
package indirect enum QueryFilter: Sendable, Hashable {
  case condition(Condition)
  /// The section, or a field of its note, has at least one of the terms.
  case words([QueryTerm])
  case not(QueryFilter)
  case all([QueryFilter])
  case any([QueryFilter])

  /// One condition, as `tag:recipe`.
  package struct Condition: Sendable, Hashable {
    package var kind: Kind
    /// As typed.
    package var text: String
    /// 1-based byte column in the question.
    package var column: Int

    package init(_ kind: Kind, text: String, column: Int) {
      self.kind = kind
      self.text = text
      self.column = column
    }

    /// Whether it is not known yet what meets it.
    package var isOpen: Bool { if case .search = kind { true } else { false } }
  }

  /// What a condition is about.
  package enum Kind: Sendable, Hashable {
    /// The note has this tag or one below it; without `#`.
    case tag(String)
    /// The path from the vault's root holds this text, in any letter case.
    case path(String)
    /// The name of the file, with its ending, holds this text.
    case file(String)
    /// One of the headings above the section's text holds these tokens in a row.
    case section(QueryTerm)
    /// A property of this name passes one of the tests.
    case property(String, [PropertyTest])
    /// A search of the text finds the note, and the section holds something of what it finds.
    case search(SearchTree)
    /// What such a search has found.
    case found(FoundSections)

    /// Whether only the text of the notes can tell.
    package var isOfText: Bool {
      switch self {
      case .search, .found: true
      case .tag, .path, .file, .section, .property: false
      }
    }
  }

  /// All conditions, in the order they were typed.
  package var conditions: [Condition] {
    switch self {
    case .condition(let condition): [condition]
    case .words: []
    case .not(let filter): filter.conditions
    case .all(let filters), .any(let filters): filters.flatMap(\.conditions)
    }
  }

  /// The conditions that something has to meet.
  package var wanted: [Condition] {
    switch self {
    case .condition(let condition): [condition]
    case .words, .not: []
    case .all(let filters), .any(let filters): filters.flatMap(\.wanted)
    }
  }

  /// The conditions that something must not meet.
  package var unwanted: [Condition] {
    switch self {
    case .condition, .words: []
    case .not(let filter): filter.wanted
    case .all(let filters), .any(let filters): filters.flatMap(\.unwanted)
    }
  }

  /// Whether it picks sections, rather than whole notes.
  package var picksSections: Bool {
    switch self {
    case .condition(let condition):
      switch condition.kind {
      case .section, .search, .found: true
      case .tag, .path, .file, .property: false
      }
    case .words, .not: false
    case .all(let filters), .any(let filters): filters.contains(where: \.picksSections)
    }
  }

  /// Whether it asks something of the text of notes, and nothing of single sections: then its opposite is about notes.
  package var isOfText: Bool {
    !hasWords && conditions.contains(where: \.kind.isOfText)
      && !conditions.contains { if case .section = $0.kind { true } else { false } }
  }

  /// The filter as far as the index knows what passes: more than passes it; nil for everything.
  package var ofIndex: QueryFilter? {
    switch self {
    case .condition(let condition): return condition.isOpen ? nil : self
    case .words: return self
    case .not(let filter): return filter.conditions.contains(where: \.isOpen) ? nil : self
    case .all(let filters):
      let known = filters.compactMap(\.ofIndex)
      return known.isEmpty ? nil : .all(known)
    case .any(let filters):
      let known = filters.compactMap(\.ofIndex)
      return known.count == filters.count ? .any(known) : nil
    }
  }

  /// Calls `body` with each condition and puts what it returns in its place.
  package func mapConditions(_ body: (Condition) -> Condition) -> QueryFilter {
    switch self {
    case .condition(let condition): .condition(body(condition))
    case .words: self
    case .not(let filter): .not(filter.mapConditions(body))
    case .all(let filters): .all(filters.map { $0.mapConditions(body) })
    case .any(let filters): .any(filters.map { $0.mapConditions(body) })
    }
  }

  /// Whether something can pass without any of the words: `tag:recipe OR bread`.
  package var hasOptionalWords: Bool {
    switch self {
    case .condition, .words, .not: false
    case .any: hasWords
    case .all(let filters):
      filters.contains(where: \.hasOptionalWords)
        && !filters.contains { if case .words = $0 { true } else { false } }
    }
  }

  private var hasWords: Bool {
    switch self {
    case .condition: false
    case .words: true
    case .not(let filter): filter.hasWords
    case .all(let filters), .any(let filters): filters.contains(where: \.hasWords)
    }
  }
}

/// What a search of the text of notes has found, by the numbers of the index.
package struct FoundSections: Sendable, Hashable {
  /// The sections that hold something found, each with the first line of the file that does.
  package var lines: [Int: Int] = [:]
  /// Notes that were found as a whole: by their name or their front matter, or for what they have not.
  package var notes: Set<Int> = []
  /// The words that were looked for, as they stand in the text.
  package var words: [String] = []

  package init(words: [String]) { self.words = words }
}
