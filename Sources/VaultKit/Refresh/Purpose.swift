/// What an index is needed for. It decides how long vq waits for another process and what it uses instead.
enum Purpose {
  /// Answers. If another process holds the index, an older index is enough, or one in memory.
  case answer
  /// The same without a wait, because an earlier question has waited for that process.
  case answerAtOnce
  /// An index on the disk that replaces the one in memory, if no other process holds it.
  case leaveMemory
  /// An up-to-date index on the disk. It is an error if another process holds it.
  case write
  /// The same, compared with every note. An index in memory will not do.
  case verify

  /// Whether it is an error if another process holds the index, rather than a reason not to write.
  var isForWriting: Bool { self == .write || self == .verify }

  /// Whether an index in memory does where none can be kept.
  var mayUseMemory: Bool { self != .leaveMemory && self != .verify }
}

/// How long each purpose waits for another process.
struct Patience {
  /// With an index to answer from meanwhile.
  var toAnswer = WriterLock.Patience(whole: 10_000, idle: 2000)
  /// With none.
  var forFirst = WriterLock.Patience(whole: 600_000, idle: 5000)
  var toWrite = WriterLock.Patience(whole: 600_000, idle: 30_000)
  /// For a lock of SQLite's own, in milliseconds.
  var forSQLite: Int32 = 5000
  /// For the answer of a watcher, which may be at work or stopped, in milliseconds.
  var forWatcher = 5.0

  /// The wait for the right to bring an index up to date.
  func toRefresh(_ purpose: Purpose) -> WriterLock.Patience {
    switch purpose {
    case .answer: toAnswer
    case .answerAtOnce, .leaveMemory: .none
    case .write, .verify: toWrite
    }
  }

  /// The wait for the right to make an index.
  ///
  /// - Parameter isAsked: Whether the user asked for a new one.
  func toMake(_ purpose: Purpose, isAsked: Bool) -> WriterLock.Patience {
    switch purpose {
    case .answer, .answerAtOnce: isAsked ? toWrite : forFirst
    case .leaveMemory: .none
    case .write, .verify: toWrite
    }
  }

  /// The wait for a lock of SQLite's own, in milliseconds.
  func forSQLite(_ purpose: Purpose) -> Int32 { purpose == .leaveMemory ? 0 : forSQLite }
}
