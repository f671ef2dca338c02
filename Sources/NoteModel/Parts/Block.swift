/// A block at the root of a note, as Obsidian's cache lists it under `sections`.
package struct Block: Sendable, Hashable {
  /// What kind of block something is: a block at the root, a leaf that the scanner reads, or a piece of plain text.
  ///
  /// A case has the name that Obsidian gives the kind.
  package enum Kind: UInt8, Sendable, CaseIterable {
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
    /// A piece of text alone: what a plugin is asked for in a block of code. Obsidian's blocks of it are `code`.
    case query

    /// Obsidian's name.
    package var name: String { Self.names[Int(rawValue)] }

    // To ask a case for its name takes a microsecond.
    private static let names = allCases.map { "\($0)" }

    /// Whether it tells what language a note is written in.
    package var isProse: Bool { self != .code && self != .math && self != .query }

    /// Whether each of its lines stands for itself in an answer.
    package var isOfLines: Bool {
      switch self {
      case .code, .math, .html, .query: true
      default: false
      }
    }

    /// Whether blanks at the beginning of its lines are shown.
    package var keepsBlanks: Bool { self == .code || self == .math || self == .query }

    /// Whether an id that stands alone on a line after it names it.
    package var takesIDBehind: Bool {
      switch self {
      case .list, .blockquote, .callout, .table, .code, .math: true
      default: false
      }
    }
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
