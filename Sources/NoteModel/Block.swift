/// A block at the root of a note, as Obsidian's cache lists it under `sections`.
package struct Block: Sendable, Hashable {
  /// What kind of block it is; the raw value is Obsidian's name for it.
  package enum Kind: String, Sendable {
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

/// One item of a list, also inside quotes and callouts.
package struct ListItem: Sendable, Hashable {
  /// The character between the brackets of a task; nil for a plain item.
  package var task: String?
  /// 0-based start line of the parent item; for a root item minus the 0-based line of the list's first
  /// item, or -1 where that line is 0. This is the number that Obsidian records.
  package var parent: Int
  /// From the marker to the last byte of the item's own text, children left out.
  package var range: SourceRange
  package var id: String?

  package init(task: String?, parent: Int, range: SourceRange, id: String? = nil) {
    self.task = task
    self.parent = parent
    self.range = range
    self.id = id
  }
}

/// A block or list item that a `^id` names.
package struct BlockID: Sendable, Hashable {
  /// Without the caret, as written.
  package var id: String
  /// The named block; for a list item its own text.
  package var range: SourceRange

  package init(id: String, range: SourceRange) {
    self.id = id
    self.range = range
  }
}

/// A footnote's text, or a mention of it.
package struct Footnote: Sendable, Hashable {
  package var id: String
  package var range: SourceRange

  package init(id: String, range: SourceRange) {
    self.id = id
    self.range = range
  }
}
