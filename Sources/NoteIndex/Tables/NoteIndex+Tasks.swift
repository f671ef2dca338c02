package import NoteModel
package import SQLite

extension NoteIndex {
  /// Counts the tasks of all notes.
  package func allTasks() throws(SQLiteError) -> TaskCounts {
    var sum = TaskCounts()
    try forEachNoteWithTasks { _, counts in
      sum.open += counts.open
      sum.done += counts.done
    }
    return sum
  }

  /// Returns the ids of the notes with tasks that are wanted.
  package func notesWithTasks(where wants: (TaskCounts) -> Bool) throws(SQLiteError) -> [Int64] {
    var notes: [Int64] = []
    try forEachNoteWithTasks { if wants($1) { notes.append(Int64($0)) } }
    return notes
  }

  private func forEachNoteWithTasks(
    _ body: (_ note: Int, _ counts: TaskCounts) -> Void
  ) throws(SQLiteError) {
    try taskCounts.openOnce()
    let tasks = taskCounts.readable
    tasks.forEachRun(in: 0..<tasks.count) { notes, counts in
      for note in notes {
        let own = counts[note - notes.lowerBound]
        if !own.isEmpty { body(note, own.counts) }
      }
    }
  }
}
