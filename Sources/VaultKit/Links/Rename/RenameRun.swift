import Platform

/// Carries a journal out, or takes it back, from whatever point it had come to.
struct RenameRun {
  let journal: RenameJournal
  let places: WritablePlaces
  let writer: CarefulWriter
  /// Reads the journal from its beginning.
  let reader: () -> JournalReader

  /// A file of the journal, and how the user knows it.
  private struct File {
    var name = ""
    var place = ""
  }

  // MARK: Looking

  /// Looks whether everything may be written and is as it was read, before anything is.
  ///
  /// Throws `VaultError`: `notWritable`, `changedMeanwhile`, `nameTaken`, `renameFailed`.
  func check() throws {
    try perform(journal.path) {
      try forEachFile { file, facts, _ in
        let (folder, name) = try places.folder(ofSource: file.place)
        guard try writer.state(name, in: folder, facts) == .old,
          let status = try folder.status(name)
        else { throw VaultError(.changedMeanwhile, at: file.name) }
        try checkWritable(name, in: folder, status, file.name)
      }
      if journal.moves { try checkMove(from: journal.path, to: journal.newPath) }
    }
  }

  /// The same before anything is taken back. A finished rename is taken back as a whole or not at all; of one that
  /// was interrupted, files that another program has changed are left alone.
  ///
  /// Throws `VaultError` as `check`.
  func checkUndo(isFinished: Bool) throws {
    places.forget()
    try perform(journal.path) {
      let isMoved = try hasMoved()
      try forEachFile { file, facts, _ in
        // What has moved has its new content under its new path.
        let place = isMoved ? moved(file.place) : file.place
        let opened = try? places.folder(ofSource: place)
        let state = try opened.map { try writer.state($0.name, in: $0.folder, facts) } ?? .missing
        if isFinished, state != .old, state != .new {
          throw VaultError(.changedMeanwhile, at: file.name)
        }
        guard state == .new, let (folder, name) = opened, let status = try folder.status(name)
        else { return }
        try checkWritable(name, in: folder, status, file.name)
      }
      if isMoved { return try checkMove(from: journal.newPath, to: journal.path) }
      if isFinished, journal.moves { try checkIsBack() }
    }
  }

  /// Checks that a file that left its new place is back at its old one. Throws `VaultError` otherwise.
  private func checkIsBack() throws {
    guard let old = try status(of: journal.path) else {
      throw VaultError(.changedMeanwhile, at: journal.newPath)
    }
    if let new = try status(of: journal.newPath), !isCaseVariant(old, new) {
      throw VaultError(.nameTaken, at: journal.path)
    }
  }

  private func checkMove(from path: String, to newPath: String) throws {
    let (folder, name) = try places.folder(of: path)
    guard let from = try folder.status(name) else {
      throw VaultError(.changedMeanwhile, at: path)
    }
    if from.facts.kind != (journal.isFolder ? .folder : .file) {
      throw VaultError(.notWritable, at: path, cause: "it is a symbolic link")
    }
    if let to = try status(of: newPath), !isCaseVariant(from, to) {
      throw VaultError(.nameTaken, at: newPath)
    }
    try checkWritable(name, in: folder, from, path)
    // What is made first: a folder that is not there, or else what moves.
    let first = try foldersAbove(newPath).first { try status(of: $0) == nil } ?? newPath
    if try !places.folder(of: first).folder.allowsWriting() {
      throw VaultError(.notWritable, at: newPath, cause: "its folder is read-only")
    }
  }

  /// What has a path; nil for nothing, and where its folder is not there.
  private func status(of path: String) throws -> FileStatus? {
    do {
      let (folder, name) = try places.folder(of: path)
      return try folder.status(name)
    } catch let error as SystemError where error.isMissing { return nil }
  }

  /// Whether the new name is the old file, since the file system knows no letter case.
  private func isCaseVariant(_ from: FileStatus, _ to: FileStatus) -> Bool {
    from.facts.isSameFile(as: to.facts)
      && journal.path.lowercased() == journal.newPath.lowercased()
  }

  /// A file that its owner has made read-only is meant to stay, though its folder would allow it.
  private func checkWritable(
    _ name: String, in folder: HeldFolder, _ status: FileStatus, _ shown: String
  ) throws {
    if !status.hasWriters || !folder.allowsWriting(name) {
      throw VaultError(.notWritable, at: shown, cause: "it is read-only")
    }
    if !folder.allowsWriting() {
      throw VaultError(.notWritable, at: shown, cause: "its folder is read-only")
    }
  }

  /// Looks whether all that the journal names lies where a rename may write: it may have been planted.
  func checkPlaces() throws {
    for path in [journal.path, journal.newPath] + journal.folders {
      let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      let named = parts.last == "" ? parts.dropLast() : parts[...]
      if named.isEmpty
        || named.contains(where: { $0.isEmpty || $0.utf8.first == UInt8(ascii: ".") })
      {
        throw WritablePlaces.Foreign(path: path)
      }
      // Each folder on the way that is there, since what is missing after it would be made there.
      for count in 1...named.count {
        try checkPlace { _ = try places.folder(of: named.prefix(count).joined(separator: "/")) }
      }
    }
    try forEachFile { file, _, _ in
      try checkPlace { _ = try places.folder(ofSource: file.place) }
    }
  }

  private func checkPlace(_ open: () throws -> Void) throws {
    do { try open() } catch is SystemError {
      // What is gone, or cannot be opened, is not written to either.
    }
  }

  /// Where a file is after the move.
  private func moved(_ place: String) -> String {
    if place.utf8.elementsEqual(journal.path.utf8) { return journal.newPath }
    guard journal.isFolder, place.utf8.starts(with: journal.path.utf8) else { return place }
    return journal.newPath
      + String(decoding: place.utf8.dropFirst(journal.path.utf8.count), as: UTF8.self)
  }

  /// Whether the move is done already.
  private func hasMoved() throws -> Bool {
    guard journal.moves, try status(of: journal.newPath) != nil else { return false }
    return try status(of: journal.path) == nil
  }

  // MARK: Doing

  private func begin() {
    places.forget()
    writer.seal = journal.request.seal
  }

  /// Does what is not done yet. The move is the last step.
  ///
  /// Throws `VaultError` of kind `changedMeanwhile` for a file that is neither old nor new.
  ///
  /// - Parameter isAgain: Whether it was begun before.
  func forward(isAgain: Bool = false) throws {
    begin()
    try perform(journal.path) {
      if try hasMoved() { return }
      try forEachFile { file, facts, reader in
        try change(file, facts) { copy in
          while let kept = try reader.nextEdit() {
            try copy.keep(kept)
            try copy.replace(reader.first, by: reader.second)
          }
        }
      }
      // The move says that all is done, so everything else has to be on the disk before it.
      try writer.syncFolders()
      guard journal.moves else { return }
      for path in journal.folders { try makeFolder(path) }
      try move(journal.path, to: journal.newPath, isAgain: isAgain)
    }
  }

  /// Undoes the rename. Returns the files that another program has changed, which it leaves alone.
  func backward() throws -> [String] {
    var left: [String] = []
    begin()
    try perform(journal.path) {
      if try hasMoved() {
        // Another program may have removed a folder that the move left empty.
        for path in foldersAbove(journal.path) where try status(of: path) == nil {
          try makeFolder(path)
        }
        try move(journal.newPath, to: journal.path, isAgain: true)
      }
      for path in journal.folders.reversed() {
        try writer.step()
        if let (folder, name) = try? places.folder(of: path) { folder.removeEmptyFolder(name) }
      }
      try forEachFile { file, facts, reader in
        do {
          try change(file, facts.reversed) { copy in
            while let kept = try reader.nextEdit() {
              try copy.keep(kept)
              try copy.replace(reader.second, by: reader.first)
            }
          }
        } catch let error as VaultError where error.kind == .changedMeanwhile {
          left.append(file.name)
        }
      }
      try writer.syncFolders()
    }
    return left
  }

  private func change(
    _ file: File, _ facts: RenameJournal.Facts, _ edit: (inout EditedCopy) throws -> Void
  ) throws {
    try perform(file.name) {
      let (folder, name) = try places.folder(ofSource: file.place)
      try writer.replace(name, in: folder, facts, edit: edit)
    }
  }

  private func makeFolder(_ path: String) throws {
    try perform(path) {
      let (folder, name) = try places.folder(of: path)
      try writer.step()
      try folder.makeFolder(name)
    }
  }

  /// The folders that hold a file or folder, the upper ones first.
  private func foldersAbove(_ path: String) -> [String] {
    let parts = path.split(separator: "/").dropLast()
    return parts.indices.map { parts[...$0].joined(separator: "/") }
  }

  private func move(_ old: String, to new: String, isAgain: Bool) throws {
    let (folder, name) = try places.folder(of: old)
    let (newFolder, newName) = try places.folder(of: new)
    defer { places.forget() }
    try writer.step()
    do throws(SystemError) {
      try folder.move(name, to: newFolder, newName, finishes: isAgain)
    } catch {
      if error.code == SystemError.Code.taken { throw VaultError(.nameTaken, at: new) }
      throw error
    }
    try writer.step()
    folder.sync()
    newFolder.sync()
  }

  // MARK: The journal

  private func forEachFile(
    _ body: (File, RenameJournal.Facts, inout JournalReader) throws -> Void
  ) throws {
    var reader = reader()
    _ = try reader.readHead()
    var file = File()
    while true {
      switch try reader.next() {
      case .file:
        file.name = String(decoding: reader.first, as: UTF8.self)
        file.place = String(decoding: reader.second, as: UTF8.self)
      case .facts(let facts): try body(file, facts, &reader)
      // Edits that nobody has asked for, too.
      case .change, .edit: continue
      case .end: return
      }
    }
  }

  /// Runs one change and turns what the system says into an error of ours.
  private func perform(_ name: String, _ body: () throws -> Void) throws {
    do { try body() } catch let error as SystemError {
      if error.code == SystemError.Code.changed || error.code == SystemError.Code.notThere {
        throw VaultError(.changedMeanwhile, at: name)
      }
      throw VaultError(.renameFailed, at: name, cause: error.reason)
    } catch let error as WritablePlaces.Foreign {
      throw VaultError(.renameFailed, at: name, cause: error.reason)
    } catch let error as JournalReader.Damage {
      throw VaultError(.renameFailed, at: name, cause: "the journal: " + error.reason)
    }
  }
}

extension WritablePlaces.Foreign {
  var reason: String {
    "'\(path)' is no place where a rename writes: neither in the vault nor in a folder that is followed"
  }
}
