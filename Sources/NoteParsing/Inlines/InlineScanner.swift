import Characters
import NoteModel

// Running text, from left to right. Links, tags and the like are recorded as they are found; markup that a
// reader does not see becomes an event, and the plain text is what stands between the events.

/// A stretch of markup that the plain text leaves out, or shows as something else.
struct InlineEvent {
  var start: Int32
  var end: Int32
  /// What stands there instead: a part of `InlineScanner.literals`.
  var literal: Int32
  /// Twice how many bytes that is, and one more for a gap.
  private var countAndGap: UInt32

  init(
    start: Int32, end: Int32, literal: Int32 = 0, literalCount: Int32 = 0, isGap: Bool = false
  ) {
    self.start = start
    self.end = end
    self.literal = literal
    countAndGap = UInt32(bitPattern: literalCount) << 1 | (isGap ? 1 : 0)
  }

  var literalCount: Int32 { Int32(bitPattern: countAndGap >> 1) }
  /// Whether words on both sides must stay apart.
  var isGap: Bool { countAndGap & 1 != 0 }
}

/// A link or embed as it is found; offsets into the leaf's text.
struct FoundLink {
  /// What is known of a link besides its place.
  struct Marks: OptionSet {
    var rawValue: UInt8

    static let isMarkdown = Marks(rawValue: 1)
    static let isEmbed = Marks(rawValue: 2)
    static let isExternal = Marks(rawValue: 4)
    /// A URI in angle brackets, in which nothing is escaped.
    static let isAutolink = Marks(rawValue: 8)
    /// `target` is the index of a definition and not a range of the leaf.
    static let isDefined = Marks(rawValue: 16)
    static let hasDisplay = Marks(rawValue: 32)
  }

  private var range: SourceRange
  private var targetRange: SourceRange
  private var displayRange = SourceRange(0, 0)
  var marks: Marks

  init(
    _ marks: Marks, start: Int, end: Int, target: Range<Int>, display: Range<Int>? = nil
  ) {
    range = SourceRange(start, end)
    targetRange = SourceRange(target.lowerBound, target.upperBound)
    self.marks = marks
    if display != nil { self.display = display }
  }

  var form: Link.Form { marks.contains(.isMarkdown) ? .markdown : .wiki }
  var isEmbed: Bool { marks.contains(.isEmbed) }
  var start: Int { range.start }

  var end: Int {
    get { range.end }
    set { range.end = newValue }
  }

  var target: Range<Int> {
    get { targetRange.start..<targetRange.end }
    set { targetRange = SourceRange(newValue.lowerBound, newValue.upperBound) }
  }

  /// nil where a wiki-link names no text of its own.
  var display: Range<Int>? {
    get { marks.contains(.hasDisplay) ? displayRange.start..<displayRange.end : nil }
    set {
      guard let newValue else { return }
      displayRange = SourceRange(newValue.lowerBound, newValue.upperBound)
      marks.insert(.hasDisplay)
    }
  }
}

/// A Dataview field as it is found.
struct FoundField {
  var key: Range<Int>
  var value: Range<Int>
}

/// A stretch of running text that looks different from the text around it.
struct FoundStyle {
  var style: LineShape.Style
  var start: Int
  var end: Int
}

/// Finds what stands in the running text of one leaf.
struct InlineScanner: ~Copyable {
  let classes = ByteClass.table
  var bytes = ByteClass.table
  var position = 0
  /// The end of what is being scanned.
  var end = 0
  var textStart = 0
  /// The end of the leaf's text, also while a part of it is being scanned.
  var textEnd = 0
  var isTable = false
  /// Whether a field may fill a line without brackets.
  var allowsFields = false
  /// Whether an expression of Dataview is text: a heading names the property that it shows.
  var keepsQueries = false
  /// Whether texts are those that CommonMark's HTML shows: no addresses, all of pictures; only tests want that.
  var showsAsRendered = false
  /// Whether `styles` is filled, and pictures, comments and queries are shown: of the text that is read in the place
  /// of the note.
  var keepsStyles = false
  /// The note's reference definitions.
  var definitions = DefinitionTable()
  var definedFootnotes: Set<NameKey> = []
  /// The whole file, which these are places in.
  var file = ByteClass.table
  /// Bytes of these that may still be written in the note.
  var addressRoom = 0

  var events: [InlineEvent] = []
  var literals: [UInt8] = []
  var needsSort = false
  var links: [FoundLink] = []
  var tags: [SourceRange] = []
  var references: [SourceRange] = []
  var inlineFootnotes: [SourceRange] = []
  var fields: [FoundField] = []
  /// Links, tags and the like as a reader meets them, as offsets into the leaf's text; in the order of their starts once
  /// it has been read.
  var marks: [TextMark] = []

  /// Emphasis and the like, in no order.
  var styles: [FoundStyle] = []

  var brackets: [Bracket] = []
  var bracketBase = 0
  /// Brackets below this index stand around a link, so that none begins at them.
  var inactiveBelow = 0
  /// Where a script or style begins while an HTML block is read.
  var hiddenStart = 0
  var delimiters: [Delimiter] = []
  var openersFloor: [Int32] = []
  /// Whether it reads an HTML block, whose tags another block may end.
  var readsHTMLBlock = false
  /// Where the text of the link in HTML begins that was opened last, and its address.
  var anchor = (text: 0, address: 0..<0)
  /// The pictures last seen that stand side by side and show nothing.
  var pictures = 0..<0
  /// Where the last escaped punctuation mark ends: a tag may begin there.
  var escapeEnd = -1
  var memo = InlineMemo()

  /// Reads `bytes[start..<end]` as running text.
  mutating func scan(_ source: UnsafePointer<UInt8>, _ start: Int, _ end: Int) {
    bytes = source
    textStart = start
    textEnd = end
    if !events.isEmpty { events.removeAll(keepingCapacity: true) }
    if !literals.isEmpty { literals.removeAll(keepingCapacity: true) }
    if hasFindings { forgetFindings() }
    if !marks.isEmpty { marks.removeAll(keepingCapacity: true) }
    if !styles.isEmpty { styles.removeAll(keepingCapacity: true) }
    pictures = 0..<0
    needsSort = false
    inactiveBelow = 0
    escapeEnd = -1
    anchor = (0, 0..<0)
    memo.reset(from: start)
    scanText(start, end)
    if needsSort { events.sort { $0.start < $1.start } }
    if marks.count > 1 { sortMarks() }
  }

  /// What is found inside of a link is found before it.
  private mutating func sortMarks() {
    for index in 1..<marks.count where marks[index].start < marks[index - 1].start {
      marks.sort { ($0.start, -$0.end) < ($1.start, -$1.end) }
      return
    }
  }

  mutating func mark(_ kind: TextMark.Kind, _ start: Int, _ end: Int) {
    if start < end { marks.append(TextMark(kind: kind, start: start, end: end)) }
  }

  /// Records a stretch that looks different, where that is wanted.
  mutating func style(_ style: LineShape.Style, _ start: Int, _ end: Int) {
    if keepsStyles, start < end { styles.append(FoundStyle(style: style, start: start, end: end)) }
  }

  /// Forgets the links once they are recorded, where they take up much memory.
  mutating func releaseLinks() {
    if links.count > 1 << 16 { links = [] }
  }

  /// Whether there is anything for the note to record.
  var hasFindings: Bool {
    !links.isEmpty || !tags.isEmpty || !references.isEmpty || !inlineFootnotes.isEmpty
      || !fields.isEmpty
  }

  private mutating func forgetFindings() {
    if !links.isEmpty { links.removeAll(keepingCapacity: true) }
    if !tags.isEmpty { tags.removeAll(keepingCapacity: true) }
    if !references.isEmpty { references.removeAll(keepingCapacity: true) }
    if !inlineFootnotes.isEmpty { inlineFootnotes.removeAll(keepingCapacity: true) }
    if !fields.isEmpty { fields.removeAll(keepingCapacity: true) }
  }

  /// Reads a range whose brackets and emphasis have nothing to do with the text around it.
  mutating func scanText(_ start: Int, _ limit: Int) {
    let outer = (end, bracketBase)
    let delimiterBase = delimiters.count
    position = start
    end = limit
    bracketBase = brackets.count
    run()
    pairDelimiters(from: delimiterBase)
    if brackets.count > bracketBase { brackets.removeSubrange(bracketBase...) }
    (end, bracketBase) = outer
  }

  private mutating func run() {
    let bytes = bytes
    let classes = classes
    while true {
      var index = position
      while index < end, classes[Int(bytes[index])] & ByteClass.inline == 0 { index += 1 }
      position = index
      if index >= end { return }
      readMarkup(bytes[index])
    }
  }

  /// Reads what may begin at `position` and moves on by at least a byte.
  private mutating func readMarkup(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "*"), UInt8(ascii: "_"): readDelimiters(byte)
    case UInt8(ascii: "="), UInt8(ascii: "~"): readDelimiters(byte)
    case UInt8(ascii: "["): readOpenBracket()
    case UInt8(ascii: "]"): readCloseBracket()
    case UInt8(ascii: "!"): readImageBracket()
    case UInt8(ascii: "#"): readTag()
    case UInt8(ascii: "`"): readCode()
    case UInt8(ascii: "\\"): readEscape()
    case UInt8(ascii: "<"): readAngle()
    case UInt8(ascii: "&"): readEntity()
    case UInt8(ascii: "$"): readMath()
    case UInt8(ascii: "%"): readComment()
    case UInt8(ascii: ":"): readField()
    case UInt8(ascii: "^"): readInlineFootnote()
    default: position += 1
    }
  }

  /// The byte at `index`, or 0 outside of what is being scanned.
  @inline(__always) func byte(at index: Int) -> UInt8 { index < end ? bytes[index] : 0 }

  // MARK: Events

  /// How much of the text has been read.
  var part: Double { Double(position - textStart) / Double(max(1, textEnd - textStart)) }

  mutating func drop(_ start: Int, _ end: Int) {
    add(InlineEvent(start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end)))
  }

  mutating func add(_ event: InlineEvent) {
    if let last = events.last, event.start < last.start { needsSort = true }
    if events.count == events.capacity { events.makeRoom(after: part) }
    events.append(event)
  }

  /// Shows the literals from `first` on in place of `bytes[start..<end]`.
  mutating func replace(_ start: Int, _ end: Int, literalsFrom first: Int) {
    add(
      InlineEvent(
        start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end),
        literal: Int32(truncatingIfNeeded: first),
        literalCount: Int32(truncatingIfNeeded: literals.count - first)))
  }

  // MARK: Single marks

  private mutating func readEscape() {
    let next = byte(at: position + 1)
    if next.isPunctuation {
      drop(position, position + 1)
      position += 2
      escapeEnd = position
    } else {
      if next == .lineFeed { drop(position, position + 1) }
      position += 1
    }
  }

  mutating func readEntity() {
    let first = literals.count
    guard let next = Entity.decode(bytes, position, end, into: &literals) else {
      position += 1
      return
    }
    replace(position, next, literalsFrom: first)
    position = next
  }

  /// Reads `^[text]`: its closing bracket ends the note.
  private mutating func readInlineFootnote() {
    if byte(at: position + 1) == UInt8(ascii: "[") {
      pushBracket(.footnote, length: 2)
    } else {
      position += 1
    }
  }

  /// Reads `%% … %%`, which hides its text but not its tags and links.
  private mutating func readComment() {
    var next = position
    while byte(at: next) == UInt8(ascii: "%") { next += 1 }
    let start = position
    guard next - start == 2, let close = memo.pair(UInt8(ascii: "%"), bytes, next, end) else {
      position = next
      return
    }
    if keepsStyles {
      style(.comment, start, close + 2)
    } else {
      drop(start, close + 2)
      scanText(next, close)
    }
    position = close + 2
  }

  /// Skips `$…$` and `$$…$$`: a reader sees formulas as they are written.
  private mutating func readMath() {
    if byte(at: position + 1) == UInt8(ascii: "$") {
      let start = position + 2
      if let close = memo.mathFence(bytes, start, end) {
        style(.math, position, close + 2)
        position = close + 2
      } else {
        position = start
      }
      return
    }
    let next = byte(at: position + 1)
    guard next != 0, !next.isSpace, let close = memo.mathEnd(bytes, position + 1, end) else {
      position += 1
      return
    }
    style(.math, position, close + 1)
    position = close + 1
  }
}
