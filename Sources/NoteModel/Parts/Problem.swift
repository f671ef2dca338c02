/// Something wrong in a note that did not stop us.
package struct Problem: Sendable, Hashable {
  /// What is wrong; the raw value names the kind in output and filters.
  package enum Kind: String, Sendable, CaseIterable {
    case yamlInvalid = "yaml-invalid"
    case yamlDuplicateKey = "yaml-duplicate-key"
    case frontMatterUnclosed = "front-matter-unclosed"
    case blockIDDuplicate = "block-id-duplicate"
    case encodingInvalid = "encoding-invalid"
    case fileUnreadable = "file-unreadable"
    case beyondLimits = "beyond-limits"
    case patternInvalid = "pattern-invalid"
    case subpathMissing = "subpath-missing"
    case linkUnresolved = "link-unresolved"
    case linkViaAlias = "link-via-alias"
    case linkUnsupportedTarget = "link-unsupported-target"
    case linkAmbiguous = "link-ambiguous"
    case linkCase = "link-case"
    case attachmentUnused = "attachment-unused"
    case propertyType = "property-type"
    case acceptUnknown = "accept-unknown"
  }

  package var kind: Kind
  package var position: Position
  /// One sentence, lower case and without a full stop, quoting what was written.
  package var message: String

  package init(kind: Kind, position: Position, message: String) {
    self.kind = kind
    self.position = position
    self.message = message
  }
}
