import NoteIndex
import NoteModel
import Platform

extension Vault {
  /// Finds the folder that a person means by its path or its name; nil for none.
  ///
  /// Throws `VaultError`: `ambiguousFolder`, `notWritable` for a symbolic link.
  func folder(named typed: String) throws -> String? {
    if let path = try folder(at: typed) ?? folder(at: root + "/" + typed) { return path }
    var name = typed[...]
    while name.hasSuffix("/") { name.removeLast() }
    while name.hasPrefix("/") { name.removeFirst() }
    if name.isEmpty { return nil }
    let key = NameKey(name).text
    let found = try foldersOfFiles().filter {
      let path = NameKey($0).text
      return path == key || path.utf8.reversed().starts(with: ("/" + key).utf8.reversed())
    }
    // The whole path is meant before the end of another one.
    let exact = found.filter { NameKey($0).text == key }
    let best = exact.isEmpty ? found : exact
    if best.count > 1 {
      throw VaultError(.ambiguousFolder(candidates: best.sorted().map { $0 + "/" }), at: typed)
    }
    return best.first
  }

  /// Returns the path from the root of a folder of the vault, given a path as a shell would.
  private func folder(at path: String) throws -> String? {
    guard let real = try? FileSystem.realPath(path), isInside(real),
      (try? FileFacts.of(real))?.kind == .folder
    else { return nil }
    let place = String(decoding: real.utf8.dropFirst(root.utf8.count), as: UTF8.self)
      .drop { $0 == "/" }
    if place.isEmpty || place.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
      return nil
    }
    var typed = path[...]
    while typed.utf8.last == UInt8(ascii: "/") { typed.removeLast() }
    if FileFacts.isLink(String(typed)) {
      throw VaultError(.notWritable, at: String(typed), cause: "it is a symbolic link")
    }
    return String(place)
  }

  /// Finds the folder that is meant by a path: the one of just that spelling, else one that links take for it.
  func folderFinder() -> NewPath.FolderFinder {
    var known: Set<String>?
    return { path in
      if (try? FileFacts.of(self.root + "/" + path))?.kind == .folder { return path }
      let folders = known ?? (try? self.foldersOfFiles()) ?? []
      known = folders
      let key = NameKey(path)
      return folders.filter { NameKey($0) == key }.min()
    }
  }

  /// The folders that hold a file which the index knows, at any depth.
  func foldersOfFiles() throws -> Set<String> {
    var folders: Set<String> = []
    var last: [UInt8] = []
    try index.forEachFile { path, _ in
      guard let slash = path.lastIndex(of: UInt8(ascii: "/")) else { return }
      // Files of one folder follow each other.
      if path[..<slash].elementsEqual(last) { return }
      last = Array(path[..<slash])
      var folder = String(decoding: last, as: UTF8.self)[...]
      while folders.insert(String(folder)).inserted,
        let slash = folder.utf8.lastIndex(of: UInt8(ascii: "/"))
      {
        folder = folder[..<slash]
      }
    }
    return folders
  }
}
