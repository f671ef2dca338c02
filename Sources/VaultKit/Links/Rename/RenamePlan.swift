import NoteModel

/// What a rename does: a file or folder that moves, or a heading or block id that changes, and the links
/// that follow.
public struct RenamePlan: Sendable {
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
  /// By path and place.
  public var changes: [Change] = []
  /// Links that could not be changed, and files that could not be read for links, one sentence each.
  public var warnings: [String] = []
  /// What a person may want to know before it is done, one sentence each.
  public var notices: [String] = []
  /// How many links stay as they are though they lead elsewhere afterwards.
  public var leftLinks = 0
  /// Files whose content changes.
  var files: [RewrittenFile] = []

  init(path: VaultPath, newPath: VaultPath) {
    self.path = path.text
    self.newPath = newPath.text
  }

  init(folder: String, newFolder: String) {
    path = folder + "/"
    newPath = newFolder + "/"
  }
}

/// A file's content before and after.
struct RewrittenFile: Sendable, Hashable {
  /// Absolute path without symbolic links.
  var path: String
  var old: [UInt8]
  var new: [UInt8]
}

/// Collects the changes of one file.
struct FileRewriter {
  let file: LinkedFile
  private var edits: [(range: Range<Int>, bytes: [UInt8])] = []
  private(set) var changes: [RenamePlan.Change] = []

  init(_ file: LinkedFile) {
    self.file = file
  }

  var isEmpty: Bool { edits.isEmpty }

  /// Replaces pieces of an occurrence: ranges of its text, ascending, with what they become.
  mutating func replace(
    in occurrence: LinkedFile.Occurrence, _ pieces: [(range: Range<Int>, text: String)]
  ) {
    var after: [UInt8] = []
    var cursor = 0
    let text = occurrence.text
    for piece in pieces {
      edits.append((text.source(piece.range), text.spelled(piece.text)))
      after += text.bytes[cursor..<piece.range.lowerBound] + Array(piece.text.utf8)
      cursor = piece.range.upperBound
    }
    after += text.bytes[cursor...]
    note(
      String(decoding: text.bytes, as: UTF8.self), String(decoding: after, as: UTF8.self),
      at: occurrence.offset)
  }

  /// Replaces a text as a whole.
  mutating func replace(_ text: EncodedText, by new: String) {
    edits.append((text.source(0..<text.bytes.count), text.spelled(new)))
    note(String(decoding: text.bytes, as: UTF8.self), new, at: text.offsets[0])
  }

  private mutating func note(_ before: String, _ after: String, at offset: Int) {
    changes.append(
      RenamePlan.Change(
        path: file.path.text, line: file.lines.line(at: offset), before: before, after: after))
  }

  /// Returns the content with all changes in it; every other byte stays as it is.
  ///
  /// - Parameter extra: One more change, which swallows those inside of it.
  func rewritten(with extra: (range: Range<Int>, bytes: [UInt8])? = nil) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(file.bytes.count + 64 * edits.count)
    var cursor = 0
    var all = edits
    if let extra { all = all.filter { !extra.range.overlaps($0.range) } + [extra] }
    for edit in all.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      // A link inside the text of another one may be met twice.
      guard edit.range.lowerBound >= cursor else { continue }
      bytes += file.bytes[cursor..<edit.range.lowerBound]
      bytes += edit.bytes
      cursor = edit.range.upperBound
    }
    return bytes + file.bytes[cursor...]
  }
}
