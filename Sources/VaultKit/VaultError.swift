/// Something that ended a command: what happened, where, and why.
///
/// Its sentences stand in `VaultError+Sentences.swift`.
public struct VaultError: Error, Sendable, Hashable {
  /// What happened.
  public enum Kind: Sendable, Hashable {
    /// The vault's folder does not exist.
    case noSuchFolder
    /// The vault's path has bytes that are not UTF-8.
    case notUnicode
    /// The vault's path names a file.
    case notAFolder
    /// The vault's folder cannot be listed.
    case unreadableFolder
    /// A file that was named cannot be read.
    case unreadableFile
    /// A canvas that was named is none; the cause says why, `position` where.
    case brokenCanvas(position: String)
    /// No vault was named and none was found.
    case noVault
    /// No vault was named, and Obsidian has several open. `folders` holds them.
    case severalOpen(folders: [String])
    /// The question has no words.
    case emptyQuestion
    /// The query of a search cannot be read, or costs too much; the cause says why.
    case badQuery
    /// The notes of a day, a week or a month, the place, cannot be found; the cause says why.
    case badPeriod
    /// Nothing in the vault has this name. `nearest` holds the nearest names.
    case noSuchNote(nearest: [String])
    /// Several notes have this name. `candidates` holds their paths.
    case ambiguousNote(candidates: [String])
    /// A link to its own note was typed without saying which that is.
    case noSource
    /// The note has no heading, block or footnote of that name.
    case noSuchFragment(of: String)
    /// Nothing stands after the `#` of what is to be renamed.
    case emptyFragment(of: String)
    /// The file is not a note, and what was asked for needs one.
    case notANote
    /// Only headings and blocks have a name that can be changed.
    case notAHeading
    /// The note has a heading or block of that name already, in `line`.
    case fragmentTaken(of: String, line: Int)
    /// The vault has no such folder.
    case noFolderOfVault
    /// Several folders have this name. `candidates` holds their paths.
    case ambiguousFolder(candidates: [String])
    /// The new name is empty, or of blanks.
    case emptyName
    /// No file can have this name; the cause says why.
    case badName
    /// Another file has the new name already.
    case nameTaken
    /// A link would lead elsewhere, whatever is written into it; the cause is the link.
    case cannotRewrite
    /// A file that has to be changed may not be written.
    case notWritable
    /// Another program changed a file after it was read.
    case changedMeanwhile
    /// A file could not be changed; all that had been changed before was put back.
    case renameFailed
    /// A rename was interrupted, and what was done could not be put back.
    case renameInterrupted
    /// The journal of a rename is damaged, or names what a rename may not write to; the cause says which.
    case journalUnusable
    /// A note would become too large to be read again.
    case noteTooLarge(mebibytes: Int)
    /// There is no rename to undo.
    case nothingToUndo
    /// The index cannot be read or written.
    case indexUnusable
    /// SQLite refused a statement of vq's own; the cause says which and why.
    case mistake
    /// Another process, the cause, kept the index locked.
    case indexBusy
    /// Another process, the cause, is renaming something in the same vault.
    case renameBusy
  }

  public let kind: Kind
  /// What it happened to: a path or a name, as the user knows it.
  public let place: String
  /// What the system said, where it said something.
  public let cause: String?

  init(_ kind: Kind, at place: String, cause: String? = nil) {
    self.kind = kind
    self.place = place
    self.cause = cause
  }
}
