// A refresh must find the links that a change of names can have touched without resolving them all.
// A link asks for at most two file names and one alias, and all three can be brought to one key:
// `git`, `git.md` and the alias `git` are the same question to the vault.

import Characters
package import NoteModel

/// The one name under which a link waits for changes.
///
/// The index stores `of(_:)` with each link. When a file appears, disappears or moves, or an alias
/// comes or goes, only links whose key is among `affected(byFile:)` and `affected(byAlias:)` of the
/// old and the new names can resolve differently. Three changes are outside of this: the source of a
/// link moved (resolve all its links), the setting for unsupported files changed (resolve all),
/// and a link without a target, whose key is empty and which always leads to its own note.
package enum LinkKey {
  /// Returns the key to store with a link: its last path part, folded, less one `.md`.
  package static func of(_ target: some StringProtocol) -> NameKey {
    var target = String(target)
    if let key = target.withUTF8({ ofPlain(UnsafeRawBufferPointer($0)) }) { return key }
    return NameKey(withoutNoteExtension(lastPart(of: NameKey(LinkPath.trimmed(target)).text)))
  }

  /// The same in one go for a target in ASCII without blanks around it, as nearly all are; nil for any other.
  private static func ofPlain(_ target: UnsafeRawBufferPointer) -> NameKey? {
    guard let first = target.first, let last = target.last, !first.isBlankOrControl,
      !last.isBlankOrControl
    else {
      return nil
    }
    var start = 0
    for (index, byte) in target.enumerated() {
      if !byte.isASCII { return nil }
      if byte == UInt8(ascii: "/") { start = index + 1 }
    }
    var end = target.count
    if end - start >= 3, target[end - 3] == UInt8(ascii: "."), target[end - 2] | 0x20 == 0x6D,
      target[end - 1] | 0x20 == 0x64
    {
      end -= 3
    }
    return NameKey(ascii: UnsafeRawBufferPointer(rebasing: target[start..<end]))
  }

  /// Returns the keys of all links that the coming or going of a file can touch.
  ///
  /// One key, or two where a `.md` stands before the extension: `a.md.md` answers both
  /// `[[a.md.md]]` and, as the completion of a dotted name, `[[a.md]]`.
  package static func affected(byFile path: VaultPath) -> [NameKey] {
    let name = NameKey(path.name).text
    let key = withoutNoteExtension(name)
    if key == name { return [NameKey(key)] }
    let shorter = withoutNoteExtension(key)
    return shorter == key ? [NameKey(key)] : [NameKey(key), NameKey(shorter)]
  }

  /// Returns the key of all links that the coming or going of an alias can touch.
  package static func affected(byAlias alias: some StringProtocol) -> NameKey {
    of(alias)
  }

  private static func lastPart(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }

  private static func withoutNoteExtension(_ name: String) -> String {
    // Most names do not end with a `d`.
    guard name.utf8.last == UInt8(ascii: "d") else { return name }
    let isNote = name.utf8.suffix(3).elementsEqual(".md".utf8)
    return isNote ? String(name.utf8.dropLast(3)) ?? name : name
  }
}
