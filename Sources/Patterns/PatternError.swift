/// Why a pattern cannot be used, or a match was given up.
package struct PatternError: Error, Hashable, Sendable {
  /// What kind of error it is.
  package enum Kind: Hashable, Sendable {
    /// The text is not a pattern.
    case syntax
    /// The pattern is longer, deeper or larger than a pattern may be.
    case tooLarge
    /// Matching took more steps or memory than it may.
    case tooCostly
  }

  package var kind: Kind
  /// One phrase, lower case and without a full stop.
  package var message: String
  /// UTF-8 bytes from the beginning of the pattern; 0 where a match was given up.
  package var offset: Int

  package init(_ kind: Kind, _ message: String, at offset: Int = 0) {
    self.kind = kind
    self.message = message
    self.offset = offset
  }
}
