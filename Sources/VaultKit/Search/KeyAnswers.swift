import NoteIndex
import NoteModel
import NoteSearch
import SQLite

/// What the index tells of the keys of a search, of all notes.
struct KeyAnswers {
  private var answers: [KnownNotes] = []

  init(_ plan: SearchPlan, _ index: NoteIndex) throws(SQLiteError) {
    for key in plan.keys {
      switch key {
      case .tag(let tag): answers.append(try index.known(tag: tag))
      case .property(let number):
        let wanted = plan.wantedValues(of: number)
        answers.append(
          try index.known(
            property: wanted.name,
            passes: wanted.areAny ? nil : { wanted.holds($0, isText: $1) }))
      case .openTask: answers.append(try index.known(ofTasks: { $0.open > 0 }))
      case .doneTask: answers.append(try index.known(ofTasks: { $0.done > 0 }))
      case .task: answers.append(try index.known(ofTasks: { _ in true }))
      }
    }
  }

  /// What is known of the keys of one file, by its id.
  func keys(of id: Int64) -> SearchPlan.KnownKeys {
    var keys = SearchPlan.KnownKeys()
    for (number, answer) in answers.enumerated() {
      if answer.meeting.contains(Int(id)) {
        keys.set(number, true)
      } else if !answer.open.contains(Int(id)) {
        keys.set(number, false)
      }
    }
    return keys
  }

  /// The notes that may have any of the keys; nil without a key.
  var havingAny: NumberSet? {
    guard var all = answers.first?.meeting else { return nil }
    for answer in answers {
      all.formUnion(answer.meeting)
      all.formUnion(answer.open)
    }
    return all
  }
}
