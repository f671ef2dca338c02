// Threads and not tasks: the work blocks on the disk, and an async main costs start-up time.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A thread that runs one closure.
package struct WorkerThread: @unchecked Sendable {
  private let thread: pthread_t

  /// Starts a thread; nil where the system has none to give.
  package init?(_ body: @escaping @Sendable () -> Void) {
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

  /// How often the calling thread has slept until something came, such as what it reads from a disk; always 0
  /// where the system does not tell.
  package static var sleepsOfThisThread: Int {
    #if canImport(Glibc)
      var usage = rusage()
      // RUSAGE_THREAD, which the header shows to GNU programs alone.
      return getrusage(__rusage_who_t(1), &usage) == 0 ? usage.ru_nvcsw : 0
    #else
      return 0
    #endif
  }

  /// Lets the calling thread sleep, in microseconds.
  package static func sleep(microseconds: UInt32) { usleep(microseconds) }

  /// How many threads can run at the same time.
  package static var processors: Int { sysconf(Int32(_SC_NPROCESSORS_ONLN)) }

  /// Waits for its end. Call it once.
  package func join() { pthread_join(thread, nil) }
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
