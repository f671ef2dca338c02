import NoteModel

/// A stretch of one line, container markers taken away.
struct LineSpan {
  var start: Int32
  /// The end; above it the pad, which is at most 3.
  private var endAndPad: UInt32

  init(start: Int32, end: Int32, pad: Int32 = 0) {
    self.start = start
    endAndPad = UInt32(bitPattern: end) | UInt32(bitPattern: pad) << 30
  }

  var end: Int32 {
    get { Int32(bitPattern: endAndPad & 0x3FFF_FFFF) }
    set { endAndPad = endAndPad & 0xC000_0000 | UInt32(bitPattern: newValue) }
  }

  /// Columns of a tab that a container used up only in part; they count as blanks before `start`.
  var pad: Int { Int(endAndPad >> 30) }
}

/// A block that holds lines and no other block.
struct Leaf {
  /// `callout` for the title line of one.
  var kind: Block.Kind
  /// Level of a heading; condition number of an HTML block; 1 for fenced code and 2 for that of a query; 1 for a callout
  /// title that is only its type, and for a paragraph that begins within a line.
  var level: UInt8 = 0
  /// Whether a paragraph is a label, or the part of one that is.
  var isLabel = false
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
  /// Where the id of a root heading begins; 0 without one.
  var idStart: Int32 = 0

  var isFencedCode: Bool { kind == .code && level > 0 }
  /// Whether it is code that asks for notes, such as that of Dataview.
  var isQuery: Bool { kind == .code && level == 2 }

  /// Whether it had only reference definitions or a block id: nothing to show.
  var isHidden: Bool { kind == .paragraph && spanCount == 0 }
}

/// A block id and what it names.
struct ScannedID {
  var start: Int32
  var end: Int32
  /// Index of a root; one's complement of the index of an item.
  var owner: Int32
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
///
/// Of a long note only a stretch of leaves is there at a time; all else is kept until the note is read.
struct BlockLayout {
  var lineStarts: [Int32] = []
  var spans = SpanList()
  var leaves: [Leaf] = []
  var roots: [BlockList.Record] = []
  var items: [ListItemList.Record] = []
  var ids: [ScannedID] = []
  var definitions: [ScannedDefinition] = []
  var footnotes: [ScannedFootnote] = []
  /// How many quotes were opened, nested ones too.
  var quotes = 0
  /// The tasks among all items, also those that are forgotten.
  var tasks = TaskCounts()

  mutating func removeAll() {
    lineStarts.removeAll(keepingCapacity: true)
    removeBlocks()
  }

  /// Forgets everything but the lines.
  mutating func removeBlocks() {
    spans.removeAll()
    leaves.removeAll(keepingCapacity: true)
    roots.removeAll(keepingCapacity: true)
    items.removeAll(keepingCapacity: true)
    ids.removeAll(keepingCapacity: true)
    definitions.removeAll(keepingCapacity: true)
    footnotes.removeAll(keepingCapacity: true)
    quotes = 0
    tasks = TaskCounts()
  }
}
