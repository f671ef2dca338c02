/// The plain text of a section: what a reader sees, markup taken away.
///
/// Line `n` of the text is line `firstLine + n` of the file: no line is added, joined or dropped between
/// the first and the last line that show anything. Lines of pure markup are empty.
package struct SectionText: Sendable, Hashable {
  /// Valid UTF-8; lines end with LF, the last one without.
  package var bytes: [UInt8]
  /// 1-based line of the file that the first line of the text stands on.
  package var firstLine: Int
  /// The pieces an answer can point at, ascending and without overlap.
  package var leaves: [LeafBlock]
  /// Where the bytes come from, ascending in both offsets.
  package var runs: [TextRun]
  /// What is more than words, or less, ascending by where it begins; one may hold others.
  package var marks: [TextMark]

  package init(
    bytes: [UInt8] = [], firstLine: Int = 1, leaves: [LeafBlock] = [], runs: [TextRun] = [],
    marks: [TextMark] = []
  ) {
    self.bytes = bytes
    self.firstLine = firstLine
    self.leaves = leaves
    self.runs = runs
    self.marks = marks
  }

  package var isEmpty: Bool { bytes.isEmpty }
}

/// A block that holds text and no other block: what CommonMark calls a leaf block.
package struct LeafBlock: Sendable, Hashable {
  /// What the text is; the raw value is stored in the index.
  package enum Kind: UInt8, Sendable {
    case paragraph = 0
    /// The own text of a list item.
    case listItem = 1
    case tableRow = 2
    /// One code block, indented or fenced.
    case code = 3
    case math = 4
    case html = 5
    /// The text of a footnote definition.
    case footnote = 6
    /// A callout's title line.
    case calloutTitle = 7

    /// Whether it tells what language a note is written in.
    package var isProse: Bool { self != .code && self != .math }
  }

  /// The start; above it the kind.
  private var startAndKind: UInt32
  private var last: UInt32

  package init(kind: Kind, start: Int, end: Int) {
    startAndKind = UInt32(truncatingIfNeeded: start) | UInt32(kind.rawValue) << 29
    last = UInt32(truncatingIfNeeded: end)
  }

  package var kind: Kind {
    Kind(rawValue: UInt8(truncatingIfNeeded: startAndKind >> 29)) ?? .paragraph
  }

  /// Byte offsets into the section's plain text, whole lines without the last line break.
  package var start: Int { Int(startAndKind & 0x1FFF_FFFF) }

  package var end: Int {
    get { Int(last) }
    set { last = UInt32(truncatingIfNeeded: newValue) }
  }
}

/// A stretch of plain text that was copied from the file without a change.
package struct TextRun: Sendable, Hashable {
  /// Offset of its first byte in the plain text.
  package var text: Int32
  /// Offset of the same byte in the file.
  package var source: Int32
  /// Length in bytes.
  package var count: Int32

  package init(text: Int32, source: Int32, count: Int32) {
    self.text = text
    self.source = source
    self.count = count
  }
}
