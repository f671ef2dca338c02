/// A block at the root of a note, as Obsidian's cache lists it under `sections`.
package struct Block: Sendable, Hashable {
  /// What kind of block it is; the raw value is Obsidian's name for it.
  package enum Kind: String, Sendable, CaseIterable {
    case yaml
    case heading
    case paragraph
    case list
    case blockquote
    case callout
    case code
    case table
    case math
    case html
    case comment
    case thematicBreak
    case footnoteDefinition
  }

  package var kind: Kind
  package var range: SourceRange
  /// The `^id` that names it, without the caret.
  package var id: String?

  package init(kind: Kind, range: SourceRange, id: String? = nil) {
    self.kind = kind
    self.range = range
    self.id = id
  }
}
