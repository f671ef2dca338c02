/// A note, a section or a block as it is shown, embeds in their place.
public struct ShownNote: Sendable, Hashable {
  public var path: String
  public var title: String
  /// The fragment that was asked for, from its `#` on.
  public var fragment: String?
  /// 1-based first and last line of what is shown.
  public var line: Int
  public var endLine: Int
  /// The properties of a note that is shown as a whole, in the order of the file.
  public var properties: [ShownProperty] = []
  /// The front matter of such a note as it is written, with the blank lines below it.
  public var frontMatter = ""
  /// Markdown; lines end with LF.
  public var text: String
  /// The line of the text, counted from 0, that was asked for; nil if none was.
  public var focus: Int?
  /// The embeds that were met, in the order they were met.
  public var embeds: [ShownEmbed]
  /// Whether embedded text was left out because there is too much of it.
  public var isCut: Bool
  /// How many blocks with a query were answered, and how many stand as they are written, since more would take too long.
  public var queries = QueryCount()
  /// The line that was asked for and that the note does not have.
  public var missingLine: MissingLine?
}

/// A line that a note does not have.
public struct MissingLine: Sendable, Hashable {
  /// 1-based, as it was asked for.
  public var line: Int
  /// The last line of the note.
  public var last: Int

  /// The line that is nearest to it.
  public var nearest: Int { line < 1 ? 1 : last }
}

/// A place in a note.
public struct LocatedPlace: Sendable, Hashable {
  public var path: String
  /// 1-based.
  public var line: Int
  /// 1-based; nil if nothing names one.
  public var column: Int?
  /// The heading or block as a link names it, from its `#` on.
  public var fragment: String?
  /// The line that was asked for and that the note does not have.
  public var missingLine: MissingLine?
}

/// A property of a note and its value as text; of a list each value.
public struct ShownProperty: Sendable, Hashable {
  public var key: String
  public var values: [String]

  /// Makes a property.
  public init(key: String, values: [String]) {
    self.key = key
    self.values = values
  }
}

/// An embed and what became of it.
public struct ShownEmbed: Sendable, Hashable {
  /// What became of an embed.
  public enum Outcome: String, Sendable {
    case shown
    /// A file that is not a note: its path stands for it.
    case file
    case missing
    case fragmentMissing = "fragment-missing"
    /// It would show the place it stands in again.
    case cycle
    case tooDeep = "too-deep"
    case tooLong = "too-long"
  }

  /// The note it stands in, and the 1-based line there.
  public var source: String
  public var line: Int
  /// Target and fragment as written.
  public var link: String
  public var path: String?
  public var outcome: Outcome
}

/// How many blocks with a query were answered.
public struct QueryCount: Sendable, Hashable {
  public var answered = 0
  /// Those that stand as they are written.
  public var left = 0
}
