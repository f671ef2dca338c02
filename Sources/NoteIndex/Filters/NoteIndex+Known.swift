package import NoteModel
package import SQLite

/// What the index tells of all notes on one condition.
package struct KnownNotes: Sendable {
  /// Notes that meet it.
  package var meeting: NumberSet
  /// Notes of which only the text tells.
  package var open: NumberSet
}

// What is told of many notes before any of them is read.
extension NoteIndex {
  /// Tells which notes have a tag or one below it, by the tag's key.
  package func known(tag key: String) throws(SQLiteError) -> KnownNotes {
    known(meeting: try notesTagged(key))
  }

  /// Tells which notes have tasks that are wanted.
  package func known(
    ofTasks wants: (TaskCounts) -> Bool
  ) throws(SQLiteError) -> KnownNotes {
    known(meeting: try notesWithTasks(where: wants))
  }

  /// Tells which notes have a property in their front matter that passes.
  ///
  /// - Parameter passes: Is asked of what is no list and no map: its text, without quotes and escapes, and whether it is one;
  ///   nil if it cannot tell. Without it the property need only be there.
  package func known(
    property name: NameKey, passes: ((UnsafeRawBufferPointer, Bool) -> Bool?)?
  ) throws(SQLiteError) -> KnownNotes {
    var known = known(meeting: [])
    let wanted = CaselessText(name.text)
    var answers = KnownAnswers()
    try forEachFacts(of: notes(.property, name.text)) { note, facts throws(SQLiteError) in
      var (meets, isOpen) = (false, false)
      try NoteFacts.forEachProperty(facts) { key, value in
        guard !value.form.contains(.isField), wanted.equals(key) else { return true }
        guard let passes else {
          meets = true
          return false
        }
        if value.form.contains(.isRewritten) {
          isOpen = true
          return true
        }
        switch answers.answer(to: value.json, passes) {
        case true?: meets = true
        case false?: break
        case nil: isOpen = true
        }
        return !meets
      }
      if meets { known.meeting.insert(Int(note)) } else if isOpen { known.open.insert(Int(note)) }
    }
    return known
  }

  private func known(meeting notes: [Int64]) -> KnownNotes {
    let limit = noteLengths.limit
    return KnownNotes(
      meeting: NumberSet(notes, limit: limit), open: NumberSet(limit: limit))
  }

  /// Calls `body` with the files of some ids, or with all, in no order.
  package func forEachFile(
    in ids: NumberSet?, _ body: (_ id: Int64, _ path: VaultPath) -> Void
  ) throws(SQLiteError) {
    guard let ids, LookUps.arePaidForPaths(ids.count, of: noteCount) else {
      let statement = try statement("SELECT id, path FROM file")
      defer { statement.reset() }
      while try statement.step() {
        let id = statement.integer(0)
        if ids?.contains(Int(id)) ?? true { body(id, VaultPath(statement.text(1))) }
      }
      return
    }
    try ids.forEachID { (id) throws(SQLiteError) in
      if let path = try path(of: Int64(id)) { body(Int64(id), path) }
    }
  }
}

/// What was answered of values of a property: most notes have one of a few.
private struct KnownAnswers {
  /// By the digest of the value.
  private var answers: [Int64: Bool?] = [:]

  /// Answers that are kept.
  private static let most = 256

  /// Whether a scalar of a value passes; nil where only the note tells.
  mutating func answer(
    to json: UnsafeRawBufferPointer, _ passes: (UnsafeRawBufferPointer, Bool) -> Bool?
  ) -> Bool? {
    let digest = Digest.of(json)
    if let known = answers[digest] { return known }
    var (meets, isOpen) = (false, false)
    PropertyText.forEachScalar(of: json) { text, isText in
      if meets { return }
      switch passes(text, isText) {
      case true?: meets = true
      case false?: break
      case nil: isOpen = true
      }
    }
    let answer: Bool? = meets ? true : isOpen ? nil : false
    if answers.count < Self.most { answers[digest] = .some(answer) }
    return answer
  }
}
