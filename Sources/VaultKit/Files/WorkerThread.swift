// Threads and not tasks: the work blocks on the disk, and an async main costs start-up time.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A thread that runs one closure.
struct WorkerThread: @unchecked Sendable {
  private let thread: pthread_t

  /// Starts a thread; nil where the system has none to give.
  init?(_ body: @escaping @Sendable () -> Void) {
    let body = Unmanaged.passRetained(ThreadBody(body))
    #if canImport(Glibc)
      var thread = pthread_t()
    #else
      var thread: pthread_t?
    #endif
    guard pthread_create(&thread, nil, runThreadBody, body.toOpaque()) == 0 else {
      body.release()
      return nil
    }
    #if canImport(Glibc)
      self.thread = thread
    #else
      guard let thread else { return nil }
      self.thread = thread
    #endif
  }

  /// Waits for its end. Call it once.
  func join() { pthread_join(thread, nil) }
}

/// What a thread runs, in a form that C can carry.
private final class ThreadBody {
  let run: @Sendable () -> Void

  init(_ run: @escaping @Sendable () -> Void) {
    self.run = run
  }
}

private func runThreadBody(_ body: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  if let body { Unmanaged<ThreadBody>.fromOpaque(body).takeRetainedValue().run() }
  return nil
}

/// A lock that threads can wait at until something has changed.
final class Monitor: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    pthread_cond_destroy(condition)
    mutex.deallocate()
    condition.deallocate()
  }

  func lock() { pthread_mutex_lock(mutex) }

  func unlock() { pthread_mutex_unlock(mutex) }

  /// Lets go of the lock until another thread says that something has changed.
  func wait() { pthread_cond_wait(condition, mutex) }

  func signalChange() { pthread_cond_broadcast(condition) }

  func withLock<Result>(_ body: () -> Result) -> Result {
    lock()
    defer { unlock() }
    return body()
  }
}
