import Platform

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
  /// Whether another process held it or its file was replaced, so that the index may have changed meanwhile.
  let hadToWait: Bool

  /// Between two tries, in microseconds. Who waits for long may not nap longer: those who come later would win.
  private static let nap: UInt32 = 2000
  /// How often the file is opened anew after another process has removed it.
  private static let attempts = 5

  /// Takes the lock, waiting for another holder.
  ///
  /// Throws `SystemError` where the lock file cannot be made or does not stay; one that is `isBusy` when
  /// patience ran out. The reason is then the holder.
  ///
  /// - Parameters:
  ///   - onWait: Called once, when the wait has become one that a person notices.
  ///   - onTake: Called with the file locked, before it is looked whether it is still in its place.
  init(
    path: String, patience: Patience, onWait: ((LockHolder) -> Void)? = nil,
    onTake: () -> Void = {}
  ) throws(SystemError) {
    var wait: LockWait?
    for attempt in 0..<Self.attempts {
      let descriptor = try OwnFile.open(path, [.readingAndWriting, .made])
      try Self.take(descriptor, patience, &wait, onWait)
      onTake()
      if Self.isInPlace(descriptor, path) {
        LockHolder.sign(descriptor)
        self.descriptor = descriptor
        // Who has removed the file may have let others in, even if this process never met them.
        hadToWait = wait != nil || attempt > 0
        return
      }
      FileSystem.close(descriptor)
    }
    throw SystemError(code: SystemError.Code.notThere, reason: "another program keeps removing it")
  }

  deinit { FileSystem.close(descriptor) }

  /// Whether the path still names the file that is locked: another one of that name is locked by others.
  private static func isInPlace(_ descriptor: Int32, _ path: String) -> Bool {
    guard let locked = try? FileFacts.of(descriptor), let named = try? FileFacts.of(path) else {
      return false
    }
    return locked.isSameFile(as: named)
  }

  /// Locks an open file, or closes it and throws.
  private static func take(
    _ descriptor: Int32, _ patience: Patience, _ wait: inout LockWait?,
    _ onWait: ((LockHolder) -> Void)?
  ) throws(SystemError) {
    while true {
      do throws(SystemError) { if try FileLock.take(descriptor) { return } } catch {
        FileSystem.close(descriptor)
        throw error
      }
      var current = wait ?? LockWait()
      let holder = current.look(descriptor)
      guard current.time <= patience.whole, current.idleTime <= patience.idle else {
        FileSystem.close(descriptor)
        throw SystemError(heldBy: holder.description, isIdle: current.time <= patience.whole)
      }
      if !current.isTold, current.time >= patience.silence {
        current.isTold = true
        onWait?(holder)
      }
      wait = current
      WorkerThread.sleep(microseconds: Self.nap)
    }
  }
}

/// One wait for a lock, and what its holder was seen to do.
private struct LockWait {
  private let start = SystemClock.stopwatch()
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
    time = SystemClock.stopwatch() - start
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
