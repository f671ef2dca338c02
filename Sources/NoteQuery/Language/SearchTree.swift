/// What a search asks for, as a tree.
///
/// A text means what the nearest operator around it looks at; without one, all that a file is found by.
package indirect enum SearchTree: Sendable, Hashable {
  case text(SearchText)
  case scope(SearchOperator, SearchTree)
  /// A note has this property, and some value of it passes; nil for any value.
  case property(String, SearchTree?)
  /// What only the value of a property can be.
  case value(SearchValue)
  case not(SearchTree)
  case all([SearchTree])
  case any([SearchTree])

  /// Whether a section is asked for somewhere in it.
  package var hasSection: Bool {
    switch self {
    case .text, .value, .property: false
    case .scope(let name, let inner): name == .section || inner.hasSection
    case .not(let inner): inner.hasSection
    case .all(let parts), .any(let parts): parts.contains(where: \.hasSection)
    }
  }

  /// Its texts that are not negated and that no operator on names or properties holds, in the order they were typed.
  package var wantedTexts: [SearchText] {
    switch self {
    case .text(let text): [text]
    case .scope(let name, let inner): [.file, .path, .tag].contains(name) ? [] : inner.wantedTexts
    case .property, .value, .not: []
    case .all(let parts), .any(let parts): parts.flatMap(\.wantedTexts)
    }
  }
}

/// A text to look for.
package struct SearchText: Sendable, Hashable {
  /// How it was typed.
  package enum Form: Sendable, Hashable {
    /// It stands anywhere, inside a word too.
    case word
    /// Both of its ends stand at the end of a word.
    case phrase
    /// A regular expression, without its slashes.
    case pattern
  }

  package var form: Form
  package var text: String
  /// 1-based byte column in the query.
  package var column: Int

  package init(_ form: Form, _ text: String, column: Int) {
    self.form = form
    self.text = text
    self.column = column
  }
}

/// What the value of a property can be beside a text.
package enum SearchValue: Sendable, Hashable {
  case isNull
  case isBoolean(Bool)
  case compares(PropertyTest.Comparison, PropertyTest.Operand)
}
