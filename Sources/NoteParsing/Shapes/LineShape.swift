package import NoteModel

/// One line of a note as a reader of the rendered note sees it: places in the bytes of its file.
///
/// It holds no text and knows no other note, so a note of millions of lines costs little; `ShownLine` in VaultKit has the
/// texts and what links lead to.
package struct LineShape: Sendable {
  /// What a line is part of.
  package enum Kind: Sendable, Hashable {
    case blank
    case paragraph
    case heading(level: Int)
    /// A line that is nothing but bold text.
    case label
    /// The line above a block of code, and the language that it names.
    case codeStart(language: Range<Int>)
    case code
    case math
    case html
    case comment
    /// A table's row; its cells are `cells`.
    case tableRow(isHead: Bool)
    /// The row of hyphens that makes a table of what is around it.
    case tableRule
    /// The title of a callout of a type.
    case callout(type: Range<Int>)
    case thematicBreak
    /// What is not text, such as the definition of a link.
    case markup
  }

  /// What stands before the text of a line, from the outside in.
  package enum Marker: Sendable, Hashable {
    case quote
    case blanks(Int)
    case bullet
    /// The number of an item with the sign after it.
    case number(Range<Int>)
    /// A task by the sign between its brackets.
    case task(Range<Int>)
    case footnote(Range<Int>)
  }

  /// How a piece of text differs from plain text.
  package struct Style: OptionSet, Sendable, Hashable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package static let strong = Style(rawValue: 1)
    package static let emphasis = Style(rawValue: 2)
    package static let strike = Style(rawValue: 4)
    package static let highlight = Style(rawValue: 8)
    package static let code = Style(rawValue: 16)
    package static let math = Style(rawValue: 32)
    package static let comment = Style(rawValue: 64)
    package static let tag = Style(rawValue: 128)
    /// What a link shows, and what stands for a picture or an embedded note.
    package static let link = Style(rawValue: 256)
    /// The address that is written after a link.
    package static let address = Style(rawValue: 512)
    /// Block ids and the like, which name something and are not text.
    package static let anchor = Style(rawValue: 1024)
  }

  /// A stretch of text of one style.
  package struct Piece: Sendable, Hashable {
    /// The stretch of the file; where `literal` stands for it, what that stands for.
    package var source: Range<Int>
    /// What is shown in the place of the source, among the line's `literals`.
    package var literal: Range<Int>?
    package var style: Style
    /// Where a link leads; nil for other text.
    package var target: Target?
  }

  /// Where a link leads, as it is written in the file.
  package struct Target: Sendable, Hashable {
    package var source: Range<Int>
    package var form: Link.Form
  }

  /// Where a link leads, as it is read.
  package enum Destination: Sendable, Hashable {
    /// Out of the vault.
    case address(String)
    /// To what a link of this form names, percent signs decoded.
    case name(String, Link.Form)
  }

  /// Where the text of a column stands.
  package enum Alignment: Sendable, Hashable { case left, center, right }

  package var kind: Kind
  /// 1-based.
  package var line: Int
  /// Whether it goes on where the shape before it ended.
  package var isContinued = false
  /// Whether its writer ended it with two blanks or a backslash.
  package var endsWithBreak = false
  package var markers: [Marker] = []
  /// Those of the cells of a table's row stand behind each other.
  package var pieces: [Piece] = []
  /// Where the cells of a table's row end among its pieces.
  package var cellEnds: [Int] = []
  /// What the literals of the pieces are taken from.
  package var literals: [UInt8] = []
  /// The columns of a `tableRule`.
  package var alignments: [Alignment] = []

  /// Makes it the shape of another line; the memory is used again.
  mutating func begin(_ kind: Kind, line: Int) {
    self.kind = kind
    self.line = line
    (isContinued, endsWithBreak) = (false, false)
    if !markers.isEmpty { markers.removeAll(keepingCapacity: true) }
    if !alignments.isEmpty { alignments = [] }
    removeText()
  }

  /// Forgets the text that was told.
  mutating func removeText() {
    if !pieces.isEmpty { pieces.removeAll(keepingCapacity: true) }
    if !cellEnds.isEmpty { cellEnds.removeAll(keepingCapacity: true) }
    if !literals.isEmpty { literals.removeAll(keepingCapacity: true) }
  }

  /// Reads where a link of the file leads.
  package static func destination(
    of target: Target, in file: UnsafeRawBufferPointer
  ) -> Destination {
    guard target.form == .markdown, let base = file.bindMemory(to: UInt8.self).baseAddress else {
      return .name(
        String(decoding: UnsafeRawBufferPointer(rebasing: file[target.source]), as: UTF8.self),
        target.form)
    }
    let text = LinkText.target(base, target.source)
    return LinkText.isExternal(base, target.source) ? .address(text) : .name(text, .markdown)
  }
}
