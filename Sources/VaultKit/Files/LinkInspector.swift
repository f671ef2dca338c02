import Platform

/// Finds out what a name is that its folder lists as neither a plain file nor a folder.
///
/// A symbolic link to a file of the vault is that file once more. One to a folder of the vault is left
/// out as in Obsidian, since each note below it would be there twice; without that rule a few links to
/// each other's folders make more paths than there are atoms. What lies outside of the vault is read
/// where the user allows it.
struct LinkInspector {
  /// From the root, with a slash at the end; empty for the root.
  let folder: [UInt8]
  let root: VaultRoot
  let descriptor: Int32

  enum Found {
    case kind(FolderNames.Kind)
    case oddity(Oddity)
    case nothing
  }

  /// - Parameters:
  ///   - text: The name, with a zero after it.
  ///   - isNote: Whether it has the name of a note.
  func inspect(
    _ text: UnsafePointer<CChar>, _ name: UnsafeRawBufferPointer, isNote: Bool
  ) -> Found {
    let facts: FileFacts
    switch FileFacts.of(text, in: descriptor, followsLink: false) {
    case .success(let found): facts = found
    case .failure(let error):
      if error.isMissing { return .nothing }
      return oddity(name, "cannot look at the file: \(error.reason)", isWarning: true)
    }
    // The target of a link can change in folders that are not watched.
    if facts.kind == .link { root.watch?.doubt() }
    switch facts.kind {
    case .folder: return .kind(.folder)
    case .file: return .kind(isNote ? .note : .file)
    case .link: return follow(text, name, isNote)
    case .other: return isNote ? oddity(name, "not a regular file", isWarning: true) : .nothing
    }
  }

  /// What a name is if it belongs to the vault; nil for anything else.
  func kind(
    _ text: UnsafePointer<CChar>, _ name: UnsafeRawBufferPointer
  ) -> FolderNames.Kind? {
    guard case .kind(let kind) = inspect(text, name, isNote: false) else { return nil }
    return kind
  }

  private func follow(
    _ text: UnsafePointer<CChar>, _ name: UnsafeRawBufferPointer, _ isNote: Bool
  ) -> Found {
    let facts: FileFacts
    switch FileFacts.of(text, in: descriptor, followsLink: true) {
    case .success(let found): facts = found
    case .failure(let error):
      if !isNote, error.isMissing { return .nothing }
      return oddity(name, "the symbolic link leads nowhere: \(error.reason)")
    }
    let path = root.path + "/" + String(decoding: folder + name, as: UTF8.self)
    guard let real = try? FileSystem.realPath(path) else { return .nothing }
    let isInside = root.holds(real)
    guard isInside || root.followed.allow(real) else {
      return oddity(name, "the symbolic link leads out of the vault and is not followed")
    }
    switch facts.kind {
    case .file: return .kind(isNote ? .linkedNote : .file)
    case .folder where isInside:
      return oddity(name, "the symbolic link leads to a folder of the vault and is not followed")
    case .folder where FollowedFolders.holds(real, root.path):
      return oddity(name, "the symbolic link leads to a folder above the vault and is not followed")
    case .folder: return .kind(.linkedFolder)
    case .link, .other:
      return isNote ? oddity(name, "not a regular file", isWarning: true) : .nothing
    }
  }

  private func oddity(
    _ name: UnsafeRawBufferPointer, _ message: String, isWarning: Bool = false
  ) -> Found {
    .oddity(Oddity(folder + name, message, isWarning: isWarning))
  }
}
