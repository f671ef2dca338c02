/// One key of a note and its value, from the front matter or an inline field.
package struct Property: Sendable, Hashable {
  /// Where a property was written.
  package enum Origin: Sendable, Hashable {
    case frontMatter
    /// A Dataview field in the body: `key:: value`.
    case inline
  }

  /// The key as written.
  package var key: String
  package var value: PropertyValue
  package var origin: Origin
  /// From the key's first byte to the value's last one.
  package var range: SourceRange

  package init(key: String, value: PropertyValue, origin: Origin, range: SourceRange) {
    self.key = key
    self.value = value
    self.origin = origin
    self.range = range
  }
}

/// A value of YAML 1.2's core schema; dates are text, as in Obsidian.
package indirect enum PropertyValue: Sendable, Hashable {
  case null
  case boolean(Bool)
  /// A number and the text it was written as.
  case number(Double, source: String)
  case text(String)
  case list([PropertyValue])
  case map([Entry])

  /// One key of a map; repeated keys are merged, the last value wins.
  package struct Entry: Sendable, Hashable {
    package var key: String
    package var value: PropertyValue

    package init(key: String, value: PropertyValue) {
      self.key = key
      self.value = value
    }
  }
}
