#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// What comes out when two files change places is nobody's business as long as it is what was read before. Anything
// else is what somebody wrote in between, and the only copy of it: it gets its place back.

extension CarefulWriter {
  /// Puts what was written beside a file in its place. Throws `SystemError`, `ESTALE` where somebody has changed
  /// the file meanwhile: it is as he left it.
  func putInPlace(
    _ name: String, in folder: HeldFolder, _ facts: RenameJournal.Facts
  ) throws {
    let (draft, waiting) = (Self.draft(name), Self.waiting(name))
    try step()
    // Under this name it may soon be the only copy of what somebody wrote, so nothing removes it unseen.
    try folder.move(draft, to: folder, waiting)
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
    let waiting = Self.waiting(name)
    switch try state(waiting, in: folder, facts) {
    case .missing: return
    case .old, .new:
      // Whatever was done to the file since it has the new content was done to the new content.
      try folder.remove(waiting)
    case .other:
      try giveBack(name, in: folder, facts)
      throw SystemError(code: ESTALE)
    }
  }

  /// Where files cannot change places: the old one is taken away, looked at, and then the new one comes.
  private func putAside(
    _ name: String, in folder: HeldFolder, _ facts: RenameJournal.Facts
  ) throws {
    let (draft, waiting) = (Self.draft(name), Self.waiting(name))
    try step()
    try folder.move(name, to: folder, waiting)
    try step()
    guard try state(waiting, in: folder, facts) == .old else {
      try folder.move(waiting, to: folder, name)
      try folder.remove(draft)
      throw SystemError(code: ESTALE)
    }
    do throws(SystemError) { try folder.move(draft, to: folder, name) } catch {
      // Somebody has put another file there: it stays.
      if error.code == EEXIST {
        try folder.remove(waiting)
      } else {
        try folder.move(waiting, to: folder, name)
      }
      try folder.remove(draft)
      throw error.code == EEXIST ? SystemError(code: ESTALE) : error
    }
    try step()
    try folder.remove(waiting)
  }

  /// Clears what a change that was interrupted has left beside a file.
  func settle(_ name: String, in folder: HeldFolder, _ facts: RenameJournal.Facts) throws {
    let waiting = Self.waiting(name)
    try step()
    try folder.remove(Self.draft(name))
    let beside = try state(waiting, in: folder, facts)
    if beside == .missing { return }
    let inPlace = try state(name, in: folder, facts)
    try step()
    if inPlace == .missing { return try folder.move(waiting, to: folder, name) }
    if beside != .other { return try folder.remove(waiting) }
    try giveBack(name, in: folder, facts)
  }

  /// Gives what somebody wrote its place back.
  private func giveBack(
    _ name: String, in folder: HeldFolder, _ facts: RenameJournal.Facts
  ) throws {
    let (draft, waiting) = (Self.draft(name), Self.waiting(name))
    if try exchange(waiting, name, in: folder) {
      try step()
    } else {
      try folder.move(name, to: folder, draft)
      try step()
      try folder.move(waiting, to: folder, name)
      try step()
      try folder.move(draft, to: folder, waiting)
    }
    guard try state(waiting, in: folder, facts) != .other else {
      throw SystemError(
        code: EEXIST, reason: "two others wrote it; what one wrote is in '\\(waiting)'")
    }
    try folder.remove(waiting)
  }
}
