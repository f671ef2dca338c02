/// What somebody wants of an index: it decides how long another process is waited for, and what will do instead.
enum Purpose {
  /// Answers. Where another process is in the way, an older index does, or one in memory.
  case answer
  /// The same for somebody who has waited for that process before.
  case answerAtOnce
  /// An index on the disk in the place of the one in memory, if nothing is in the way.
  case leaveMemory
  /// An index on the disk that says what the vault says. Another process in the way is an error.
  case write
  /// The same, compared with every note. An index in memory will not do.
  case verify

  /// Whether another process in the way is an error, rather than a reason to do without writing.
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
  /// - Parameter isAsked: Whether somebody asked for a new one, however good the old one is.
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
