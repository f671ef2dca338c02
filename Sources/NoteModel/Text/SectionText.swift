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
  /// Links, tags, code, pictures and the like, ascending by start; one may contain others.
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
  private static let offset: UInt32 = 0x3FFF_FFFF

  /// The start and the end; above them the lower and the upper two bits of the kind.
  private var startAndKind: UInt32
  private var endAndKind: UInt32

  /// - Parameter kind: Of what the text is: `list` for the own text of an item, `table` for a row, `callout` for its
  ///   title line, `footnoteDefinition` for its text.
  package init(kind: Block.Kind, start: Int, end: Int) {
    let bits = UInt32(kind.rawValue)
    startAndKind = UInt32(truncatingIfNeeded: start) & Self.offset | bits << 30
    endAndKind = UInt32(truncatingIfNeeded: end) & Self.offset | (bits >> 2) << 30
  }

  package var kind: Block.Kind {
    let bits = startAndKind >> 30 | (endAndKind >> 30) << 2
    return Block.Kind(rawValue: UInt8(truncatingIfNeeded: bits)) ?? .paragraph
  }

  /// Byte offsets into the section's plain text, whole lines without the last line break.
  package var start: Int { Int(startAndKind & Self.offset) }

  package var end: Int {
    get { Int(endAndKind & Self.offset) }
    set {
      endAndKind = UInt32(truncatingIfNeeded: newValue) & Self.offset | endAndKind & ~Self.offset
    }
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
