import NoteParsing

/// A line of a note as it is shown where Markdown is rendered.
///
/// `LineShape` says the same of the bytes of a file: where the texts are, and how links are written. `LineMaker` makes lines
/// of shapes: it copies the texts, looks up where links lead and marks the words of a question. So a line can be kept
/// without the file, and code that uses VaultKit needs no parser.
public struct ShownLine: Sendable, Hashable {
  /// What a line is part of.
  public enum Kind: Sendable, Hashable {
    case blank
    case paragraph
    case heading(level: Int)
    /// A line that is nothing but bold text.
    case label
    /// The line above a block of code, and the language that it names.
    case codeStart(language: String)
    case code
    case math
    case html
    case comment
    /// A table's row; each cell has pieces of its own.
    case tableRow(isHead: Bool)
    /// The row of hyphens that makes a table of what is around it.
    case tableRule([Alignment])
    /// The title of a callout of a type.
    case callout(type: String)
    case thematicBreak
    /// What is not text, such as the definition of a link.
    case markup
  }

  /// Where the text of a column stands.
  public enum Alignment: Sendable, Hashable { case left, center, right }

  /// What stands before the text of a line.
  public enum Marker: Sendable, Hashable {
    case quote
    case blanks(Int)
    case bullet
    /// The number of an item with the sign after it.
    case number(String)
    /// A task by the sign between its brackets, which is a blank for one that is not done.
    case task(Character)
    case footnote(String)
  }

  /// How a piece of text differs from plain text.
  public struct Style: OptionSet, Sendable, Hashable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let strong = Style(.strong)
    public static let emphasis = Style(.emphasis)
    public static let strike = Style(.strike)
    public static let highlight = Style(.highlight)
    public static let code = Style(.code)
    public static let math = Style(.math)
    public static let comment = Style(.comment)
    public static let tag = Style(.tag)
    /// What a link shows, and what stands for a picture or an embedded note.
    public static let link = Style(.link)
    /// The address that is written after a link.
    public static let address = Style(.address)
    /// A block id and the like, which names something and is not text.
    public static let anchor = Style(.anchor)
    /// A term of the question.
    public static let match = Style(rawValue: 1 << 15)

    private init(_ style: LineShape.Style) { rawValue = style.rawValue }
  }

  /// Where a piece leads.
  public enum Target: Sendable, Hashable {
    case address(String)
    /// A note or another file of the vault, by its path from the root; after it may stand a fragment with its `#`.
    case file(path: String, fragment: String)
  }

  /// A stretch of text of one style.
  public struct Piece: Sendable, Hashable {
    public var text: String
    public var style: Style
    public var target: Target?

    /// Makes a piece.
    public init(_ text: String, _ style: Style, target: Target? = nil) {
      self.text = text
      self.style = style
      self.target = target
    }
  }

  public var kind: Kind
  /// 1-based.
  public var line: Int
  /// Whether it goes on where the line before it ended: long lines come in parts.
  public var isContinued = false
  /// Whether its writer ended it with two blanks or a backslash.
  public var endsWithBreak = false
  /// From the outside in.
  public var markers: [Marker] = []
  /// Those of the cells of a table's row stand behind each other.
  public var pieces: [Piece] = []
  /// Where the cells of a table's row end among its pieces.
  public var cellEnds: [Int] = []
}
