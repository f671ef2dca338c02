#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Carries a journal out, or takes it back, from whatever point it had come to.
struct RenameRun {
  let journal: RenameJournal
  let writer: CarefulWriter

  private var path: String { absolute(journal.path) }
  private var newPath: String { absolute(journal.newPath) }

  /// Looks whether everything may be written and is as it was read, before anything is.
  ///
  /// Throws `VaultError`: `notWritable`, `changedMeanwhile`, `nameTaken`.
  func check() throws {
    for file in journal.files {
      var status = stat()
      if stat(file.path, &status) != 0 || (try? writer.contents(file.path)) != file.old {
        throw VaultError(.changedMeanwhile, at: name(file.path))
      }
      try checkWritable(file.path, status.st_mode)
    }
    guard journal.moves else { return }
    var (from, to) = (stat(), stat())
    guard lstat(path, &from) == 0 else { throw VaultError(.changedMeanwhile, at: journal.path) }
    if from.st_mode & S_IFMT != (journal.isFolder ? S_IFDIR : S_IFREG) {
      throw VaultError(.notWritable, at: journal.path, cause: "it is a symbolic link")
    }
    if lstat(newPath, &to) == 0, from.st_ino != to.st_ino || from.st_dev != to.st_dev {
      throw VaultError(.nameTaken, at: journal.newPath)
    }
    try checkWritable(path, from.st_mode)
  }

  /// A file that its owner has made read-only is meant to stay, though its folder would allow it.
  private func checkWritable(_ path: String, _ mode: mode_t) throws {
    let folder = path.utf8.lastIndex(of: 0x2F).map { String(path[..<$0]) } ?? "."
    if mode & 0o222 == 0 || access(path, W_OK) != 0 {
      throw VaultError(.notWritable, at: name(path), cause: "it is read-only")
    }
    if access(folder, W_OK) != 0 {
      throw VaultError(.notWritable, at: name(path), cause: "its folder is read-only")
    }
  }

  /// Does what is not done yet. The move is the last step.
  ///
  /// Throws `VaultError` of kind `changedMeanwhile` for a file that is neither old nor new.
  func forward() throws {
    if journal.moves, !exists(path), exists(newPath) { return }
    for file in journal.files {
      try change(file.path, from: file.old, to: file.new)
    }
    // The move says that all is done, so everything else has to be on the disk before it.
    try perform(journal.path) { try writer.syncFolders() }
    guard journal.moves else { return }
    for folder in journal.folders {
      try perform(folder) { try writer.makeFolder(absolute(folder)) }
    }
    try perform(journal.path) { try writer.move(path, to: newPath) }
  }

  /// Puts back what was done. Returns the files that somebody else has changed and that were left.
  func backward() throws -> [String] {
    if journal.moves, !exists(path), exists(newPath) {
      try perform(journal.newPath) { try writer.move(newPath, to: path) }
    }
    for folder in journal.folders.reversed() {
      try perform(folder) { try writer.removeEmptyFolder(absolute(folder)) }
    }
    var left: [String] = []
    for file in journal.files.reversed() {
      do {
        try change(file.path, from: file.new, to: file.old)
      } catch let error as VaultError where error.kind == .changedMeanwhile {
        left.append(name(file.path))
      }
    }
    try perform(journal.path) { try writer.syncFolders() }
    return left
  }

  /// The files that are neither as they were before nor as the rename left them.
  func strangers() -> [String] {
    journal.files.filter { file in
      // What has moved has its new content under its new path.
      let bytes = try? writer.contents(exists(path) ? file.path : moved(file.path))
      return bytes != file.new && bytes != file.old
    }.map { name($0.path) }
  }

  /// Where a file is after the move.
  private func moved(_ file: String) -> String {
    if file == path { return newPath }
    guard journal.isFolder, file.utf8.starts(with: (path + "/").utf8) else { return file }
    return newPath + String(decoding: file.utf8.dropFirst(path.utf8.count), as: UTF8.self)
  }

  private func change(_ path: String, from old: [UInt8], to new: [UInt8]) throws {
    try perform(name(path)) {
      try writer.remove(CarefulWriter.temporary(path))
      let bytes = try writer.contents(path)
      if bytes == new { return }
      try writer.replace(path, old, by: new)
    }
  }

  /// Runs one change and turns what the system says into an error of ours.
  private func perform(_ name: String, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch CarefulWriter.Interruption.stopped {
      throw Stopped()
    } catch CarefulWriter.Interruption.failed(let error) {
      if error.code == ESTALE || error.code == ENOENT {
        throw VaultError(.changedMeanwhile, at: name)
      }
      if error.code == EEXIST { throw VaultError(.nameTaken, at: journal.newPath) }
      throw VaultError(.renameFailed, at: name, cause: error.reason)
    }
  }

  private func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// The path for the system; without a slash at its end it names a link itself, not what it leads to.
  private func absolute(_ path: String) -> String {
    journal.root + "/" + (path.hasSuffix("/") ? path.dropLast() : path[...])
  }

  /// A path as the user knows it: from the vault's root.
  private func name(_ path: String) -> String {
    path.hasPrefix(journal.root + "/")
      ? String(path.dropFirst(journal.root.count + 1)) : path
  }
}
