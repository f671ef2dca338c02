// A rename changes many files, and the machine may stop at any moment. So everything that will be done is on
// the disk before the first file changes: for each file what it was and what it becomes, by size and digest, and
// the bytes that differ. From the old content and these the new one follows, and the other way round. Which files
// are done needs no record, since a file's own bytes say whether it is old or new.
//
// A journal can be larger than memory, so it is written and read as a stream. After the mark come items, each a
// byte for its kind and then numbers and texts: a number in seven bits a byte, a text with its length before it.
// The last item counts the files, and a digest over all bytes before it ends the journal.

import Platform

/// What a rename does beside the changes of files, as it stands at the head of its journal.
struct RenameJournal: Sendable, Hashable {
  /// The vault's root.
  var root: String
  /// The file from the vault's root, before and after; a folder has a `/` at its end.
  var path: String
  var newPath: String
  /// The heading, or the block id with its caret, before and after; empty where a file is renamed.
  var heading = ""
  var newHeading = ""
  /// Folders that have to be made, from the vault's root, the upper ones first.
  var folders: [String] = []
  var request = RenameRequest()

  var moves: Bool { path != newPath }
  var isFolder: Bool { path.utf8.last == UInt8(ascii: "/") }

  /// Marks the format, and its version.
  static let mark = Array("vq rename 3\n".utf8)
  /// What the marks of all versions begin with.
  static let anyMark = Array("vq rename ".utf8)

  /// What an item is.
  enum Kind: UInt8 {
    /// The last one.
    case end = 0
    /// A file that changes: how the user knows it, and where it is.
    case file = 1
    /// A link of that file before and after, for a person.
    case change = 2
    /// What the file is before and after.
    case facts = 3
    /// Bytes of the file that change.
    case edit = 4
  }

  /// A content, by what tells it from another.
  struct Content: Sendable, Hashable {
    var size: Int
    var digest: Int64
  }

  /// What a file is before and after.
  struct Facts: Sendable, Hashable {
    var old: Content
    var new: Content

    /// The same the other way round.
    var reversed: Facts { Facts(old: new, new: old) }
  }
}

/// What was asked for, by which a rename is known again.
struct RenameRequest: Sendable, Hashable {
  /// As it was typed.
  var old = ""
  var new = ""
  /// Drawn when the rename begins; see `CarefulWriter.seal`.
  var seal = Int64.random(in: .min ... .max)
}

extension RenameJournal {
  /// Takes over a plan for the vault at `root`.
  init(_ plan: RenamePlan, root: String) {
    self.root = root
    request = plan.journal.request
    path = plan.path
    newPath = plan.newPath
    heading = (plan.heading ?? plan.block)?.old ?? ""
    newHeading = (plan.heading ?? plan.block)?.new ?? ""
    guard moves else { return }
    var folder = ""
    for part in newPath.split(separator: "/").dropLast() {
      folder += folder.isEmpty ? String(part) : "/" + part
      if (try? FileFacts.of(root + "/" + folder)) == nil { folders.append(folder) }
    }
  }
}
