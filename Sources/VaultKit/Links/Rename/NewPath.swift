import Characters
import NoteLinks
import NoteModel

/// The path that a file or folder gets when a person types a new name.
///
/// Only what is new of it is held against the rules for names: what the vault has already, it may have.
enum NewPath {
  /// Returns a folder of the vault as it is spelled, given a path from the root that means it; nil for none.
  typealias FolderFinder = (_ path: String) -> String?

  /// What a link cannot name, or other systems do not have in names.
  private static let forbidden = ["#", "^", "|", ":", "\\", "[[", "]]", "%%"]

  /// Reads a new name, a new path from the root, or a folder with `/` at its end.
  ///
  /// A name alone stays in its folder, and the old extension is added where none was typed. Throws
  /// `VaultError` of kind `badName`.
  static func read(
    _ typed: String, for old: VaultPath, folder find: FolderFinder = { _ in nil }
  ) throws -> VaultPath {
    try checkIsNoBlank(typed)
    let text = withoutRoot(typed)
    if text.isEmpty { return try joined(Spelled(), old.name, of: old, typed) }
    var parts = text.split(separator: "/", omittingEmptySubsequences: false)
    var name = parts.removeLast()
    if name.isEmpty { name = old.name } else { name = withExtension(name, of: old) }
    if !typed.contains("/") {
      return try joined(Spelled(there: String(old.folder)), name, of: old, typed)
    }
    return try joined(spelled(parts, old, typed, find), name, of: old, typed)
  }

  /// Reads where a folder goes: a new name beside its old place, or a path from the root.
  ///
  /// With `/` at its end it is a folder to move into where there is one, as for `mv`. Throws `VaultError` of
  /// kind `badName`.
  static func read(
    _ typed: String, forFolder old: String, folder find: FolderFinder
  ) throws -> String {
    try checkIsNoBlank(typed)
    var text = withoutRoot(typed)
    while text.hasSuffix("/") { text.removeLast() }
    let path = VaultPath(old)
    var parts =
      text.isEmpty ? [] : text.split(separator: "/", omittingEmptySubsequences: false)
    let target = typed.hasSuffix("/") ? find(String(text)) : nil
    let new: VaultPath
    if typed.hasSuffix("/"), text.isEmpty || target.map({ $0 != old }) == true {
      new = try joined(spelled(parts, path, typed, find), path.name, of: path, typed)
    } else {
      let name = parts.popLast() ?? ""
      let above =
        try typed.contains("/")
        ? spelled(parts, path, typed, find) : Spelled(there: String(path.folder))
      new = try joined(above, name, of: path, typed)
    }
    if new.text.utf8.starts(with: (old + "/").utf8) {
      throw VaultError(.badName, at: typed, cause: "a folder cannot be moved into itself")
    }
    return new.text
  }

  private static func withoutRoot(_ typed: String) -> Substring {
    var text = typed[...]
    while text.hasPrefix("./") || text.hasPrefix("/") {
      text = text.drop { $0 == "." || $0 == "/" }
    }
    return text
  }

  /// Refuses a name in which nothing can be seen.
  static func checkIsNoBlank(_ typed: String) throws {
    if typed.unicodeScalars.allSatisfy(isInvisible) { throw VaultError(.emptyName, at: typed) }
  }

  /// Whether a character takes no ink: blanks of all kinds, and marks that only steer how text is set.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar.isInvisible
  }

  /// Adds the extension of a file to its new name, where that has none.
  private static func withExtension(_ name: Substring, of old: VaultPath) -> Substring {
    let ending = old.name.utf8.dropFirst(old.stem.utf8.count)
    let known = NameKey(Substring(ending))
    let typed = name.utf8.suffix(ending.count)
    if NameKey(Substring(typed)) == known, name.utf8.count > ending.count { return name }
    // A picture may change its type; a note stays a note. What follows another dot belongs to the name.
    if !old.isNote, VaultPath(name).isRecognized { return name }
    return name + String(Substring(ending))
  }

  // MARK: Folders

  /// The folder of a new path: as far as the vault has it, and what is new.
  private struct Spelled {
    var there = ""
    var new: ArraySlice<Substring> = []
  }

  /// Finds as much of a folder as the vault has.
  private static func spelled(
    _ parts: [Substring], _ old: VaultPath, _ typed: String, _ find: FolderFinder
  ) throws -> Spelled {
    for part in parts { try checkPlace(part, typed) }
    for count in stride(from: parts.count, to: 0, by: -1) {
      let path = parts.prefix(count).joined(separator: "/")
      let isAbove = old.text.utf8.starts(with: (path + "/").utf8)
      if let there = isAbove ? path : find(path) {
        return Spelled(there: there, new: parts.dropFirst(count))
      }
    }
    return Spelled(new: parts[...])
  }

  private static func joined(
    _ folder: Spelled, _ name: Substring, of old: VaultPath, _ typed: String
  ) throws -> VaultPath {
    try checkPlace(name, typed)
    for part in folder.new { try check(part, typed) }
    if !name.utf8.elementsEqual(old.name.utf8) { try check(name, typed) }
    let there: [Substring] = folder.there.isEmpty ? [] : [folder.there[...]]
    return VaultPath((there + folder.new + [name]).joined(separator: "/"))
  }

  // MARK: Rules

  /// Refuses a part of a path that leads elsewhere.
  private static func checkPlace(_ part: Substring, _ typed: String) throws {
    if part.unicodeScalars.allSatisfy(isInvisible) {
      throw VaultError(.badName, at: typed, cause: "a part of the path is empty")
    }
    if part == "." || part == ".." {
      throw VaultError(
        .badName, at: typed, cause: "a path counts from the vault's root, without '\(part)'")
    }
    if part.hasPrefix(".") {
      throw VaultError(.badName, at: typed, cause: "a name that begins with a dot is hidden")
    }
  }

  /// Refuses a name that is new and that no link could lead to.
  private static func check(_ part: Substring, _ typed: String) throws {
    func refuse(_ cause: String) -> VaultError { VaultError(.badName, at: typed, cause: cause) }
    if part.utf8.count > 255 { throw refuse("a name has at most 255 bytes") }
    if let bad = forbidden.first(where: { part.contains($0) }) {
      throw refuse("no link can name a file with '\(bad)'")
    }
    if part.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
      throw refuse("it has a control character")
    }
    let path = VaultPath(part)
    // The first two brackets end a wiki-link, and a note stands right before them.
    if path.isNote, path.stem.hasSuffix("]") {
      throw refuse("no link can name a note that ends with ']'")
    }
    for name in [String(path.stem), String(part)] where LinkPath.trimmed(name) != name {
      throw refuse("links do not see blanks at its ends")
    }
  }
}
