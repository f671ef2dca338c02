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
  /// Links whose target was looked up; not counted where the index was made anew.
  public var linksResolved = 0
  /// The notes that changed, in the order they were written; empty where the index was made anew.
  public var changes: [Change] = []
  /// Bytes of the notes that were read.
  public var bytesRead = 0
  /// Time from the first look at the vault to the commit; what a question does meanwhile is in it.
  public var milliseconds = 0.0
  /// The part of it that the look took; 0 where the index was made without one.
  var lookMilliseconds = 0.0
  /// Whether the look found the index to say what the vault says.
  var foundCurrent = false
  /// Why the index was made anew, nil where it was not.
  public var rebuilt: RebuildReason?
  /// What a user has to know: files that cannot be read, an index that could not be kept.
  public var warnings: [String] = []

  /// The process that kept the index from being brought up to date, nil where none did; `warnings` tell of it.
  var blocker: String?

  /// Whether the index already said what the vault says.
  public var isUpToDate: Bool { added + changed + moved + removed == 0 && rebuilt == nil }

  /// Files that could not be listed or read and are not named in `warnings`.
  private var unnamedWarnings = 0
  /// Most warnings beside an answer.
  private static let mostWarnings = 5

  /// Takes up what could not be listed.
  mutating func add(_ oddities: [Oddity]) {
    for oddity in oddities where oddity.isWarning { warn(of: oddity.path, oddity.problem) }
  }

  /// Takes up a file that could not be listed or read.
  mutating func warn(of path: VaultPath, _ problem: Problem) {
    if warnings.count < Self.mostWarnings {
      warnings.append("\(path): \(problem.message)")
      return
    }
    if unnamedWarnings > 0 { warnings.removeLast() }
    unnamedWarnings += 1
    warnings.append("\(unnamedWarnings) more cannot be read; 'vq check' lists all")
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

  /// Takes up what a refresh just before did.
  package mutating func add(_ earlier: RefreshReport) {
    added += earlier.added
    changed += earlier.changed
    moved += earlier.moved
    removed += earlier.removed
    linksResolved += earlier.linksResolved
    changes = earlier.changes + changes
    bytesRead += earlier.bytesRead
    milliseconds += earlier.milliseconds
    rebuilt = rebuilt ?? earlier.rebuilt
    for warning in earlier.warnings where !warnings.contains(warning) { warnings.append(warning) }
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

  /// The report with other changes.
  func with(_ changes: [Change]) -> RefreshReport {
    var report = self
    report.changes = []
    (report.added, report.changed, report.moved, report.removed) = (0, 0, 0, 0)
    for change in changes { report.count(change.kind, VaultPath(change.path)) }
    return report
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
