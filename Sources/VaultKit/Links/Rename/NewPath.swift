import NoteModel

/// The path that a file or folder gets when a person types a new name.
enum NewPath {
  /// Characters that a link cannot name, or that other systems do not have in names.
  private static let forbidden: Set<Character> = ["#", "^", "[", "]", "|", ":", "\\", "\u{0}"]

  /// Reads a new name, a new path from the root, or a folder with `/` at its end.
  ///
  /// A name alone stays in its folder, and the old extension is added where none was typed. Throws
  /// `VaultError` of kind `badName`.
  static func read(_ typed: String, for old: VaultPath) throws -> VaultPath {
    try checkIsNoBlank(typed)
    var text = typed
    while text.hasPrefix("./") || text.hasPrefix("/") {
      text = String(text.drop { $0 == "." || $0 == "/" })
    }
    let isFolder = text.hasSuffix("/") || (text.isEmpty && typed.hasPrefix("/"))
    if isFolder {
      text = text.isEmpty || text.hasSuffix("/") ? text + old.name : text
    } else if !typed.contains("/"), !old.folder.isEmpty {
      text = old.folder + "/" + text
    }
    let path = withExtension(VaultPath(text), of: old)
    try check(path, typed)
    return path
  }

  /// Reads where a folder goes: a new name beside its old place, or a path from the root.
  ///
  /// With `/` at its end it is a folder to move into where there is one, as for `mv`. Throws `VaultError` of
  /// kind `badName`.
  static func read(
    _ typed: String, forFolder old: String, isFolder: (_ path: String) -> Bool
  ) throws -> String {
    try checkIsNoBlank(typed)
    var text = typed[...]
    while text.hasPrefix("./") || text.hasPrefix("/") {
      text = text.drop { $0 == "." || $0 == "/" }
    }
    let isClosed = typed.hasSuffix("/")
    while text.hasSuffix("/") { text.removeLast() }
    let path = VaultPath(old)
    var new = String(text)
    if isClosed, text.isEmpty || isFolder(new) {
      new = text.isEmpty ? String(path.name) : "\(text)/\(path.name)"
    } else if !typed.contains("/"), !path.folder.isEmpty {
      new = "\(path.folder)/\(text)"
    }
    try check(VaultPath(new), typed)
    if new.utf8.starts(with: (old + "/").utf8) {
      throw VaultError(.badName, at: typed, cause: "a folder cannot be moved into itself")
    }
    return new
  }

  /// Refuses a name in which nothing can be seen.
  static func checkIsNoBlank(_ typed: String) throws {
    if typed.unicodeScalars.allSatisfy(isInvisible) { throw VaultError(.emptyName, at: typed) }
  }

  /// Whether a character takes no ink: blanks of all kinds, and marks that only steer how text is set.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar.isInvisible
  }

  private static func withExtension(_ path: VaultPath, of old: VaultPath) -> VaultPath {
    let ending = old.name.utf8.dropFirst(old.stem.utf8.count)
    let known = NameKey(Substring(ending))
    let typed = path.name.utf8.suffix(ending.count)
    if NameKey(Substring(typed)) == known, path.name.utf8.count > ending.count { return path }
    // A picture may change its type; a note stays a note.
    if !old.isNote, path.stem.utf8.count < path.name.utf8.count { return path }
    return VaultPath(path.text + String(Substring(ending)))
  }

  private static func check(_ path: VaultPath, _ typed: String) throws {
    for part in path.text.split(separator: "/", omittingEmptySubsequences: false) {
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
      if part.utf8.count > 255 {
        throw VaultError(.badName, at: typed, cause: "a name has at most 255 bytes")
      }
    }
    if let bad = path.text.first(where: forbidden.contains) {
      throw VaultError(.badName, at: typed, cause: "no link can name a file with '\(bad)'")
    }
    // Obsidian takes two of them for the beginning of a comment.
    if path.text.contains("%%") {
      throw VaultError(.badName, at: typed, cause: "no link can name a file with '%%'")
    }
    if path.text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
      throw VaultError(.badName, at: typed, cause: "it has a control character")
    }
    if path.stem.hasPrefix(" ") || path.stem.hasSuffix(" ") || path.name.hasSuffix(" ") {
      throw VaultError(.badName, at: typed, cause: "links do not see blanks at its ends")
    }
  }
}
