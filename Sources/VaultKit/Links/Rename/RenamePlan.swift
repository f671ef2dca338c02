import NoteModel
import Platform

/// What a rename does: a file or folder that moves, or a heading or block id that changes, and the links
/// that follow.
public struct RenamePlan {
  /// A link before and after.
  public struct Change: Sendable, Hashable {
    /// The note or canvas it stands in, as it was named before.
    public var path: String
    /// 1-based.
    public var line: Int
    public var before: String
    public var after: String
  }

  /// The file as it was named before, from the vault's root; a folder has a `/` at its end.
  public var path: String
  /// Its new path; the same for a heading or block.
  public var newPath: String
  /// How many notes and other files move with a folder; nil for anything else.
  public var moved: Int?
  /// The heading's old and new text, where a heading is renamed.
  public var heading: (old: String, new: String)?
  /// The block's old and new id with their carets, where an id is renamed.
  public var block: (old: String, new: String)?
  /// Links that could not be changed, and files that could not be read for links, one sentence each.
  public var warnings: [String] = []
  /// What a person may want to know before it is done, one sentence each.
  public var notices: [String] = []
  /// How many links stay as they are though they lead elsewhere afterwards.
  public var leftLinks = 0
  /// How many links change, and in how many files.
  public internal(set) var changeCount = 0
  public internal(set) var changedFiles = 0
  /// Holds all that changes: it can be more than fits into memory.
  let journal: JournalWriter

  init(path: String, newPath: String, in journal: JournalWriter) {
    self.path = path
    self.newPath = newPath
    self.journal = journal
  }

  /// Calls `body` with each link that changes, by path and place. Throws `VaultError`.
  public func forEachChange(_ body: (Change) throws -> Void) throws {
    var reader = journal.reader
    do {
      _ = try reader.readHead()
      var path = ""
      while true {
        switch try reader.next() {
        case .file: path = String(decoding: reader.first, as: UTF8.self)
        case .change(let line):
          try body(
            Change(
              path: path, line: line, before: String(decoding: reader.first, as: UTF8.self),
              after: String(decoding: reader.second, as: UTF8.self)))
        case .facts, .edit: continue
        case .end: return
        }
      }
    } catch let error as JournalReader.Damage {
      throw VaultError(.journalUnusable, at: journal.path, cause: error.reason)
    } catch let error as SystemError {
      throw VaultError(.journalUnusable, at: journal.path, cause: error.reason)
    }
  }
}
