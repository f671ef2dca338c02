#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A lock that threads can wait at until something has changed.
package final class Monitor: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  /// - Parameter isBrief: Whether it is held for microseconds, so that waiting awake costs less than to sleep.
  package init(isBrief: Bool = false) {
    var attributes = pthread_mutexattr_t()
    pthread_mutexattr_init(&attributes)
    #if canImport(Glibc)
      if isBrief {
        pthread_mutexattr_settype(&attributes, Int32(PTHREAD_MUTEX_ADAPTIVE_NP))
      }
    #endif
    pthread_mutex_init(mutex, &attributes)
    pthread_mutexattr_destroy(&attributes)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    pthread_cond_destroy(condition)
    mutex.deallocate()
    condition.deallocate()
  }

  /// Waits until no other thread holds it.
  package func lock() { pthread_mutex_lock(mutex) }

  /// Lets another thread have it.
  package func unlock() { pthread_mutex_unlock(mutex) }

  /// Lets go of the lock until another thread says that something has changed.
  package func wait() { pthread_cond_wait(condition, mutex) }

  /// Wakes all threads that wait.
  package func signalChange() { pthread_cond_broadcast(condition) }

  /// Runs `body` while no other thread holds it.
  package func withLock<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    lock()
    defer { unlock() }
    return try body()
  }
}
