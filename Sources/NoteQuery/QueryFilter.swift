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
      if case .section = condition.kind { true } else { false }
    case .words, .not: false
    case .all(let filters), .any(let filters): filters.contains(where: \.picksSections)
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

/// What is asked of the value of a property; of a list one element has to pass.
package enum PropertyTest: Sendable, Hashable {
  /// There is such a property, whatever its value.
  case exists
  /// It is there and empty.
  case isNull
  /// The value holds this text, in any letter case.
  case holds(String)
  /// The value is this text, in any letter case.
  case equals(String)
  case compares(Comparison, Operand)

  /// How a value is compared.
  package enum Comparison: Sendable, Hashable {
    case less, lessOrEqual, equal, greaterOrEqual, greater

    /// Whether a value that is `difference` greater than the operand passes.
    package func holds<Number: SignedNumeric & Comparable>(_ difference: Number) -> Bool {
      switch self {
      case .less: difference < 0
      case .lessOrEqual: difference <= 0
      case .equal: difference == 0
      case .greaterOrEqual: difference >= 0
      case .greater: difference > 0
      }
    }
  }

  /// What a value is compared with.
  package enum Operand: Sendable, Hashable {
    case number(Double)
    /// `2025-01`, `2025-01-31`, `2025-01-31T10:00`: a value counts as far as it is written here.
    case date(String)
  }
}
