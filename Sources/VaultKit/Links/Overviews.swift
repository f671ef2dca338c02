/// The headings of a note.
public struct Outline: Sendable, Hashable {
  /// One line of an outline.
  public struct Entry: Sendable, Hashable {
    /// 1 to 6 for a heading, 7 for a label.
    public var level: Int
    public var isLabel: Bool
    public var text: String
    /// 1-based.
    public var line: Int
  }

  public var path: String
  public var title: String
  public var entries: [Entry]
}

/// A link that leads to a note.
public struct Backlink: Sendable, Hashable {
  /// The note it stands in.
  public var path: String
  /// 1-based; columns count bytes.
  public var line: Int
  public var column: Int
  public var form: Reference.Form
  public var isEmbed: Bool
  /// Target and fragment as written.
  public var link: String
  /// The key that holds it, for a link in a property.
  public var property: String?
  /// The line it stands on; of a line of more than 1000 bytes the part around it. Nil in a canvas, and
  /// where the note has changed since it was read.
  public var text: String?
}

/// What a link leads to.
public struct ResolvedLink: Sendable, Hashable {
  /// How a link ended.
  public enum Outcome: String, Sendable {
    case resolved
    case viaAlias = "via-alias"
    case unsupportedTarget = "unsupported-target"
    case unresolved
    /// The web or a mail address: no link of the vault.
    case external
  }

  /// The link as it was typed.
  public var link: String
  public var outcome: Outcome
  /// The file, nil where there is none.
  public var path: String?
  /// The fragment from its `#` on, nil where the link has none.
  public var fragment: String?
  /// Whether the heading or block was found; nil without a fragment and for files that are not notes.
  public var isFragmentFound: Bool?
  /// 1-based first and last line of what the fragment names.
  public var line: Int?
  public var endLine: Int?
  /// Other files that the target could mean, best first.
  public var others: [String]
  /// The alias that led to the note, as the note has it.
  public var alias: String?
  /// For a link that leads nowhere, the names most like its target.
  public var nearest: [String]

  init(
    link: String, outcome: Outcome, path: String? = nil, fragment: String? = nil,
    others: [String] = [], alias: String? = nil
  ) {
    self.link = link
    self.outcome = outcome
    self.path = path
    self.fragment = fragment
    self.others = others
    self.alias = alias
    nearest = []
  }
}

/// A problem in a note.
public struct Finding: Sendable, Hashable {
  public var path: String
  /// 1-based; columns count bytes.
  public var line: Int
  public var column: Int
  /// The kind's name: `link-unresolved`.
  public var kind: String
  /// One sentence.
  public var message: String
}

/// What there is to know of a vault and its index.
public struct VaultStatus: Sendable, Hashable {
  public var vault: String
  public var index: String
  public var notes: Int
  /// Those of the notes that Obsidian's "Excluded files" name.
  public var excludedNotes: Int
  public var files: Int
  public var sections: Int
  public var links: Int
  public var unresolvedLinks: Int
  public var tags: Int
  /// What `check` lists.
  public var problems: Int
  /// Size of the index in bytes.
  public var indexBytes: Int
  /// When the index was last changed, in seconds since 1970.
  public var refreshed: Int?
  public var schemaVersion: Int
  public var sqliteVersion: String
  /// Why the full-text tables are read and written through SQLite alone, which is slower; nil where vq does it itself.
  public var slowSearch: String?
  public var refresh: RefreshReport
}
