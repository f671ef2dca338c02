/// A file that a search found.
public struct FoundNote: Sendable, Hashable {
  public var path: String
  /// The lines with something found; none where its name or what it has not is all.
  public var lines: [FoundLine]
  /// How many lines there are.
  public var lineCount: Int
  /// How many places there are in them.
  public var placeCount: Int
}

/// A line with something that a search found.
public struct FoundLine: Sendable, Hashable {
  /// 1-based, of the first place; the column counts bytes.
  public var line: Int
  public var column: Int
  /// The line; of a long one the part around the first place.
  public var text: String
  /// Where in `text` something was found, in bytes of UTF-8.
  public var matches: [Range<Int>]
  /// Lines before and after it that no other row shows.
  public var before: [String]
  public var after: [String]
  /// Whether lines between these and those of the row before it, in the same file, are not shown; only where lines
  /// around are.
  public var isApart = false
}

/// How files that a search finds are ordered.
public enum SearchSort: String, Sendable, CaseIterable {
  /// By the file's name, from A to Z.
  case name
  /// The last change first.
  case modified
  /// The newest file first, by the property that says so, see `Vault.createdProperties`, else by the file itself.
  case created
  /// As `vq ask` ranks the words.
  case rank
}

/// What is wanted of a search.
public struct SearchOptions: Sendable {
  public var sort = SearchSort.name
  /// Whether the order is reversed.
  public var isReversed = false
  /// The most files; 0 for all.
  public var limit = 0
  /// How many lines before and after each are wanted.
  public var context = 0
  /// Whether files that the user excludes are found too.
  public var includesExcluded = false
  /// Whether the lines are wanted, or only the files.
  public var wantsLines = true
  /// Names of the properties that say when a note was made.
  var createdProperties: [String] = []
  /// Whether each place of a line is wanted, or only the first; then `placeCount` is of no use.
  public var wantsPlaces = true
  /// Whether the sections are wanted, and no lines.
  var wantsSections = false
  /// Whether the index is brought up to date before it is asked.
  var looksAtFiles = true

  public init() {}
}
