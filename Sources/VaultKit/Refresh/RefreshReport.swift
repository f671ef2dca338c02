import NoteModel

/// What a refresh found and did.
public struct RefreshReport: Sendable, Hashable {
  /// Notes in the vault.
  public var notes = 0
  public var added = 0
  public var changed = 0
  /// Notes whose content turned up under another path.
  public var moved = 0
  public var removed = 0
  /// The notes that changed, in the order they were written; empty where the index was made anew.
  public var changes: [Change] = []
  /// Bytes of the notes that were read.
  public var bytesRead = 0
  /// Time from the first look at the vault to the commit.
  public var milliseconds = 0.0
  /// Why the index was made anew, nil where it was not.
  public var rebuilt: RebuildReason?
  /// What a user has to know: files that cannot be read, an index that could not be kept.
  public var warnings: [String] = []

  /// Whether the index already said what the vault says.
  public var isUpToDate: Bool { added + changed + moved + removed == 0 && rebuilt == nil }

  /// Takes up what could not be listed or read.
  mutating func add(_ problems: [(path: VaultPath, problem: Problem)]) {
    for (path, problem) in problems { warnings.append("\(path): \(problem.message)") }
  }

  /// A note that changed, and how.
  public struct Change: Sendable, Hashable {
    /// What happened to a note.
    public enum Kind: String, Sendable {
      case added
      case changed
      case moved
      case removed
    }

    public var kind: Kind
    public var path: String
  }

  /// Counts a note that changed.
  mutating func count(_ kind: Change.Kind, _ path: VaultPath) {
    changes.append(Change(kind: kind, path: path.text))
    switch kind {
    case .added: added += 1
    case .changed: changed += 1
    case .moved: moved += 1
    case .removed: removed += 1
    }
  }

  /// Why an index was made anew.
  public enum RebuildReason: Sendable, Hashable {
    case first
    case asked
    /// The index that was there could not be used; the reason is for a person.
    case unusable(String)
  }
}

/// How far a long refresh has come.
public struct RefreshProgress: Sendable, Hashable {
  public var notesDone: Int
  public var notes: Int
  public var bytesRead: Int
}
