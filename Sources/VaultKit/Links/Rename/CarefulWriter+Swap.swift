// After two files have changed places, the old content is deleted if it is what was read before. Otherwise another
// program wrote it in between and it is the only copy: it gets its place back.

import Platform

extension CarefulWriter {
  /// Puts what was written beside a file in its place. Throws `SystemError`, `ESTALE` if another program has changed the
  /// file meanwhile: that change stays.
  func putInPlace(
    _ name: String, in folder: HeldFolder, _ facts: RenameJournal.Facts
  ) throws {
    let (draft, waiting) = (self.draft(name), self.waiting(name))
    try step()
    // Under this name it may soon be the only copy of another program's text, so nothing removes it unseen.
    do throws(SystemError) { try folder.move(draft, to: folder, waiting) } catch {
      try folder.remove(draft)
      throw error.code == SystemError.Code.taken ? foreign(waiting) : error
    }
    try step()
    do {
      if try exchange(waiting, name, in: folder) {
        try step()
        return try lookAtWhatCameOut(name, in: folder, facts)
      }
    } catch let error as SystemError {
      // The file went away, or the disk fails: what waits is still the new content.
      if try state(waiting, in: folder, facts) == .new { try folder.remove(waiting) }
      throw error
    }
    lacksExchange = true
    try folder.move(waiting, to: folder, draft)
    try putAside(name, in: folder, facts)
  }

  private func exchange(_ one: String, _ other: String, in folder: HeldFolder) throws -> Bool {
    try canExchange && folder.exchange(one, other)
  }

  private func lookAtWhatCameOut(
    _ name: String, in folder: HeldFolder, _ facts: RenameJournal.Facts
  ) throws {
    let waiting = self.waiting(name)
    switch try state(waiting, in: folder, facts) {
    case .missing: return
    case .old, .new:
      // Whatever was done to the file since it has the new content was done to the new content.
      try folder.remove(waiting)
    case .other:
      try giveBack(name, in: folder, facts)
      throw SystemError(code: SystemError.Code.changed)
    }
  }

  /// Where files cannot change places: the old one is taken away, looked at, and then the new one comes.
  private func putAside(
    _ name: String, in folder: HeldFolder, _ facts: RenameJournal.Facts
  ) throws {
    let (draft, waiting) = (self.draft(name), self.waiting(name))
    try step()
    try folder.move(name, to: folder, waiting)
    try step()
    guard try state(waiting, in: folder, facts) == .old else {
      try folder.move(waiting, to: folder, name)
      try folder.remove(draft)
      throw SystemError(code: SystemError.Code.changed)
    }
    do throws(SystemError) { try folder.move(draft, to: folder, name) } catch {
      // Another program has put a file there: it stays.
      if error.code == SystemError.Code.taken {
        try folder.remove(waiting)
      } else {
        try folder.move(waiting, to: folder, name)
      }
      try folder.remove(draft)
      throw error.code == SystemError.Code.taken
        ? SystemError(code: SystemError.Code.changed) : error
    }
    try step()
    try folder.remove(waiting)
  }

  /// Clears what a change that was interrupted has left beside a file.
  func settle(_ name: String, in folder: HeldFolder, _ facts: RenameJournal.Facts) throws {
    let waiting = self.waiting(name)
    try step()
    try folder.remove(draft(name))
    let beside = try state(waiting, in: folder, facts)
    if beside == .missing { return }
    let inPlace = try state(name, in: folder, facts)
    try step()
    if inPlace == .missing { return try folder.move(waiting, to: folder, name) }
    if beside == .other { throw foreign(waiting) }
    try folder.remove(waiting)
  }

  /// Moves the text of the rename aside and puts the other program's text back.
  private func giveBack(
    _ name: String, in folder: HeldFolder, _ facts: RenameJournal.Facts
  ) throws {
    let waiting = self.waiting(name)
    guard try exchange(waiting, name, in: folder) else { throw foreign(waiting) }
    try step()
    guard try state(waiting, in: folder, facts) == .new else { throw foreign(waiting) }
    try folder.remove(waiting)
  }

  /// What lies there is neither the old content nor the new one: it may be the only copy.
  private func foreign(_ waiting: String) -> SystemError {
    SystemError(
      code: SystemError.Code.taken,
      reason: "what another program wrote is in '\(waiting)' beside it; move that file away first")
  }
}
