#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The right to write one index, held by one process at a time.
///
/// SQLite's own lock would do for a commit, but not for the reading of files before it and not for the
/// making of a new file. The system gives the lock back when a process ends, however it ends. Its file
/// holds the number of the process that has it, for those who wait.
final class WriterLock {
  /// How long to wait for another holder, in milliseconds.
  struct Patience {
    var whole: Double
    /// The same for one that does nothing meanwhile, as far as that can be seen.
    var idle: Double
    /// A wait that is shorter is no news.
    var silence = 1000.0

    static let none = Patience(whole: 0, idle: 0)
  }

  private let descriptor: Int32
  /// Whether another process held it, and so may have changed the index meanwhile.
  let hadToWait: Bool

  /// Between two tries, in microseconds. Who waits for long may not nap longer: those who come later would win.
  private static let nap: UInt32 = 2000

  /// Takes the lock, waiting for another holder.
  ///
  /// Throws `SystemError` where the lock file cannot be made; `EWOULDBLOCK` when patience ran out,
  /// `ETIMEDOUT` where the holder did nothing. The reason is then the holder.
  ///
  /// - Parameter onWait: Called once, when the wait has become one that a person notices.
  init(
    path: String, patience: Patience, onWait: ((LockHolder) -> Void)? = nil
  ) throws(SystemError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    if descriptor < 0 { throw .last }
    var wait: LockWait?
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let code = errno
      if code == EINTR { continue }
      var current = wait ?? LockWait()
      let holder = code == EWOULDBLOCK ? current.look(descriptor) : nil
      guard let holder, current.time <= patience.whole, current.idleTime <= patience.idle else {
        close(descriptor)
        let isIdle = holder != nil && current.time <= patience.whole
        throw SystemError(code: isIdle ? ETIMEDOUT : code, reason: holder?.description)
      }
      if !current.isTold, current.time >= patience.silence {
        current.isTold = true
        onWait?(holder)
      }
      wait = current
      usleep(Self.nap)
    }
    LockHolder.sign(descriptor)
    self.descriptor = descriptor
    hadToWait = wait != nil
  }

  deinit { close(descriptor) }
}

/// One wait for a lock, and what its holder was seen to do.
private struct LockWait {
  private let start = FileSystem.stopwatch()
  private(set) var time = 0.0
  /// Whether a person has been told of it.
  var isTold = false
  private var holder = LockHolder()
  private var lastLook = -Double.infinity
  private var lastSign = 0.0

  /// Looking at a process opens a file, so it is not done with every nap; in milliseconds.
  private static let pause = 100.0

  /// Takes the time and, now and then, looks at the holder.
  mutating func look(_ descriptor: Int32) -> LockHolder {
    time = FileSystem.stopwatch() - start
    guard time - lastLook >= Self.pause else { return holder }
    lastLook = time
    let now = LockHolder(descriptor)
    if now.isAtWork(since: holder) { lastSign = time }
    holder = now
    return now
  }

  /// How long the holder has shown no sign of work.
  var idleTime: Double { time - lastSign }
}
