import NoteModel

/// A stretch of one line, container markers taken away.
struct LineSpan {
  var start: Int32
  var end: Int32
  /// Columns of a tab that a container used up only in part; they count as blanks before `start`.
  var pad: Int32 = 0
}

/// A block that holds lines and no other block.
struct Leaf {
  enum Kind: UInt8 {
    case paragraph
    case heading
    case label
    case fencedCode
    case indentedCode
    case html
    case math
    case comment
    case table
    case calloutTitle
    /// Only reference definitions or a block id: nothing to show.
    case hidden
  }

  var kind: Kind
  /// Level of a heading; condition number of an HTML block; 1 for a callout title that is only its type
  /// and for a paragraph that begins within a line.
  var level: UInt8 = 0
  var isRoot: Bool
  var isInList: Bool
  /// Whether a quote marker can stand between its lines.
  var isQuoted: Bool
  var isInFootnote: Bool
  /// 0-based line of the first span.
  var firstLine: Int32
  var spanStart: Int32
  var spanCount: Int32 = 0
  /// Index of the root block it belongs to.
  var root: Int32
  /// Index of the innermost list item around it, or -1.
  var item: Int32
}

/// A list item as it is found.
struct ScannedItem {
  /// The character between the brackets of a task; empty for a plain item.
  var taskStart: Int32 = 0
  var taskEnd: Int32 = 0
  var parent: Int32
  var line: Int32
  var start: Int32
  var end: Int32
  /// No more text of its own can follow: a child list has begun.
  var isFrozen = false
  var idStart: Int32 = 0
  var idEnd: Int32 = 0
}

/// A block at the root as it is found.
struct ScannedRoot {
  var kind: Block.Kind
  var start: Int32
  var end: Int32
  var lastLine: Int32
  var idStart: Int32 = 0
  var idEnd: Int32 = 0
}

/// A block id and what it names.
struct ScannedID {
  enum Owner { case root, item }

  var start: Int32
  var end: Int32
  var owner: Owner
  var index: Int32
}

/// A reference definition; also external ones, which uses may point at.
struct ScannedDefinition {
  var start: Int32
  var end: Int32
  var label: LineSpan
  var destination: LineSpan
}

/// A footnote definition's label and its root block.
struct ScannedFootnote {
  var labelStart: Int32
  var labelEnd: Int32
  var start: Int32
  var end: Int32
}

/// The block structure of one note; flat arrays that are used again for the next one.
struct BlockLayout {
  var lineStarts: [Int32] = []
  var spans: [LineSpan] = []
  var leaves: [Leaf] = []
  var roots: [ScannedRoot] = []
  var items: [ScannedItem] = []
  var ids: [ScannedID] = []
  var definitions: [ScannedDefinition] = []
  var footnotes: [ScannedFootnote] = []
  /// How many quotes were opened, nested ones too.
  var quotes = 0

  mutating func removeAll() {
    lineStarts.removeAll(keepingCapacity: true)
    spans.removeAll(keepingCapacity: true)
    leaves.removeAll(keepingCapacity: true)
    roots.removeAll(keepingCapacity: true)
    items.removeAll(keepingCapacity: true)
    ids.removeAll(keepingCapacity: true)
    definitions.removeAll(keepingCapacity: true)
    footnotes.removeAll(keepingCapacity: true)
    quotes = 0
  }
}
