// A path is looked up again by every call, and a folder on it may be another one by then, or a link. So the folder
// of a file that is to be changed is opened once, part by part and through no link, and all else is done in it.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder that is held open: what is done by name in it is done there, wherever its path leads by now.
package final class HeldFolder {
  let descriptor: Int32

  /// Opens a folder below another one. Throws `SystemError` also where one of them is a symbolic link.
  ///
  /// - Parameter path: From that folder, without `..`; empty for itself.
  package init(_ base: String, below path: some StringProtocol) throws(SystemError) {
    let top = openat(AT_FDCWD, base, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    if top < 0 { throw .last }
    defer { close(top) }
    descriptor = try StrictOpening.open(path.utf8, in: top, .folder)
  }

  deinit { close(descriptor) }

  /// Opens a file in it; a symbolic link of that name is an error.
  package func open(_ name: String, _ use: OpenUse) throws(SystemError) -> Int32 {
    let opened = openat(descriptor, name, use.flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
    if opened < 0 { throw .last }
    return opened
  }

  /// What a name in it stands for, links not followed; nil for nothing.
  package func status(_ name: String) throws(SystemError) -> FileStatus? {
    var status = stat()
    if fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 {
      return FileStatus(status)
    }
    if errno == ENOENT { return nil }
    throw .last
  }

  /// Whether this process may write a file in it, or into the folder itself.
  package func allowsWriting(_ name: String = ".") -> Bool {
    faccessat(descriptor, name, W_OK, 0) == 0
  }

  /// Makes a folder; one that is there already is not an error.
  package func makeFolder(_ name: String) throws(SystemError) {
    if mkdirat(descriptor, name, 0o777) != 0, errno != EEXIST { throw .last }
  }

  /// Removes a folder if it is empty.
  package func removeEmptyFolder(_ name: String) { unlinkat(descriptor, name, AT_REMOVEDIR) }

  /// Removes a file; a missing one is not an error.
  package func remove(_ name: String) throws(SystemError) {
    if unlinkat(descriptor, name, 0) != 0, errno != ENOENT { throw .last }
  }

  /// Asks the disk to keep the folder's names; file systems that cannot are not asked twice.
  package func sync() { fsync(descriptor) }

  // MARK: Moving

  /// Gives a file or folder another name that nothing has. Throws `EEXIST` where something has it.
  ///
  /// - Parameter finishes: Whether an earlier try may have got half way.
  package func move(
    _ name: String, to folder: HeldFolder, _ new: String, finishes: Bool = false
  ) throws(SystemError) {
    if renameWithoutReplacing(descriptor, name, folder.descriptor, new) == 0 { return }
    let error = SystemError.last
    if error.code == EEXIST {
      return try moveOntoItself(name, folder, new, finishes: finishes)
    }
    guard error.isNotSupported else { throw error }
    guard let status = try status(name) else { throw SystemError(code: ENOENT) }
    if status.facts.kind == .folder { return try moveFolder(name, folder, new) }
    try moveFile(name, folder, new, status, finishes: finishes)
  }

  /// Swaps two files in one step. Returns false where the file system cannot.
  package func exchange(_ one: String, _ other: String) throws(SystemError) -> Bool {
    if swapNames(descriptor, one, other) == 0 { return true }
    let error = SystemError.last
    if error.isNotSupported { return false }
    throw error
  }

  /// A new name that differs in letter case only is the old file where the file system knows no case.
  private func moveOntoItself(
    _ name: String, _ folder: HeldFolder, _ new: String, finishes: Bool
  ) throws(SystemError) {
    guard let from = try status(name), let to = try folder.status(new),
      from.facts.isSameFile(as: to.facts)
    else {
      throw SystemError(code: EEXIST)
    }
    if name.lowercased() == new.lowercased() {
      if renameat(descriptor, name, folder.descriptor, new) != 0 { throw .last }
    } else if finishes {
      try remove(name)
    } else {
      // Two names that the user has given to one file.
      throw SystemError(code: EEXIST)
    }
  }

  /// An empty folder gives way to another one, and only while it is empty.
  private func moveFolder(
    _ name: String, _ folder: HeldFolder, _ new: String
  ) throws(SystemError) {
    if mkdirat(folder.descriptor, new, 0o777) != 0 { throw .last }
    if renameat(descriptor, name, folder.descriptor, new) == 0 { return }
    let error = SystemError.last
    folder.removeEmptyFolder(new)
    throw error
  }

  /// A second name is given only where nothing has it; then the first one goes.
  private func moveFile(
    _ name: String, _ folder: HeldFolder, _ new: String, _ status: FileStatus, finishes: Bool
  ) throws(SystemError) {
    if linkat(descriptor, name, folder.descriptor, new, 0) == 0 { return try remove(name) }
    let error = SystemError.last
    if error.code == EEXIST {
      return try moveOntoItself(name, folder, new, finishes: finishes)
    }
    guard error.isNotSupported || error.code == EPERM || error.code == EMLINK else { throw error }
    // As on FAT: an empty file holds the name until the other one takes its place.
    let made = try folder.open(new, [.writing, .madeNew])
    close(made)
    guard let held = try folder.status(new), held.size == 0 else {
      throw SystemError(code: EEXIST)
    }
    if renameat(descriptor, name, folder.descriptor, new) == 0 { return }
    let failure = SystemError.last
    try folder.remove(new)
    throw failure
  }
}

#if canImport(Glibc)
  // Their declarations are not among those that Swift's module of the C library shows. Numbers and texts in, a number
  // out: there Swift calls as C does.
  @_silgen_name("renameat2")
  private func renameat2(
    _ folder: CInt, _ name: UnsafePointer<CChar>, _ newFolder: CInt, _ new: UnsafePointer<CChar>,
    _ flags: CUnsignedInt
  ) -> CInt

  /// `RENAME_NOREPLACE`
  private func renameWithoutReplacing(
    _ folder: CInt, _ name: String, _ newFolder: CInt, _ new: String
  ) -> CInt {
    renameat2(folder, name, newFolder, new, 1)
  }

  /// `RENAME_EXCHANGE`
  private func swapNames(_ folder: CInt, _ one: String, _ other: String) -> CInt {
    renameat2(folder, one, folder, other, 2)
  }
#else
  private func renameWithoutReplacing(
    _ folder: CInt, _ name: String, _ newFolder: CInt, _ new: String
  ) -> CInt {
    renameatx_np(folder, name, newFolder, new, UInt32(RENAME_EXCL))
  }

  private func swapNames(_ folder: CInt, _ one: String, _ other: String) -> CInt {
    renameatx_np(folder, one, folder, other, UInt32(RENAME_SWAP))
  }
#endif
