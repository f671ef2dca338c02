// The writer is the slowest part of a full index and has a core to itself; reading and parsing run
// beside it. Threads and not tasks: the work blocks on the disk, and an async main costs start-up time.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs a job for 0, 1, 2 … on other threads and hands out the results in that order.
///
/// At most `capacity` results wait at a time, so memory does not grow with the number of jobs.
final class ReadAhead<Result: Sendable>: @unchecked Sendable {
  private let count: Int
  private let capacity: Int
  private let makeWorker: @Sendable () -> (Int) -> Result
  private var threads: [pthread_t] = []
  /// What the caller's thread works with.
  private var ownWorker: ((Int) -> Result)?
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  // Guarded by the mutex.
  private var slots: [Result?]
  private var claimed = 0
  private var taken = 0
  private var isStopped = false

  /// Starts `threads` threads. Each calls `makeWorker` once and its result for every job it gets.
  init(
    count: Int, capacity: Int, threads: Int,
    makeWorker: @escaping @Sendable () -> (Int) -> Result
  ) {
    self.count = count
    self.capacity = capacity
    self.makeWorker = makeWorker
    slots = Array(repeating: nil, count: capacity)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
    for _ in 0..<threads { start() }
  }

  deinit {
    pthread_mutex_destroy(mutex)
    pthread_cond_destroy(condition)
    mutex.deallocate()
    condition.deallocate()
  }

  /// Returns the next result, nil after the last one.
  ///
  /// Instead of waiting, the caller's thread takes a job too: of the one who writes and those who read,
  /// the faster ones help the slower.
  func next() -> Result? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    guard taken < count else { return nil }
    while true {
      if let result = slots[taken % capacity] {
        slots[taken % capacity] = nil
        taken += 1
        pthread_cond_broadcast(condition)
        return result
      }
      if claimed < count, claimed < taken + capacity {
        let job = claimed
        claimed += 1
        pthread_mutex_unlock(mutex)
        let work = ownWorker ?? makeWorker()
        ownWorker = work
        let result = work(job)
        pthread_mutex_lock(mutex)
        slots[job % capacity] = result
      } else {
        pthread_cond_wait(condition, mutex)
      }
    }
  }

  /// Lets the threads finish what they have in hand and waits for them.
  func stop() {
    pthread_mutex_lock(mutex)
    isStopped = true
    pthread_cond_broadcast(condition)
    pthread_mutex_unlock(mutex)
    for thread in threads { pthread_join(thread, nil) }
    threads.removeAll()
  }

  private func start() {
    let body = Unmanaged.passRetained(ThreadBody { self.work() })
    #if canImport(Glibc)
      var thread = pthread_t()
    #else
      var thread: pthread_t?
    #endif
    let code = pthread_create(&thread, nil, runThreadBody, body.toOpaque())
    #if canImport(Glibc)
      if code == 0 { threads.append(thread) } else { body.release() }
    #else
      if code == 0, let thread { threads.append(thread) } else { body.release() }
    #endif
  }

  private func work() {
    let worker = makeWorker()
    while let job = claim() {
      let result = worker(job)
      pthread_mutex_lock(mutex)
      slots[job % capacity] = result
      pthread_cond_broadcast(condition)
      pthread_mutex_unlock(mutex)
    }
  }

  private func claim() -> Int? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while !isStopped, claimed < count, claimed >= taken + capacity {
      pthread_cond_wait(condition, mutex)
    }
    guard !isStopped, claimed < count else { return nil }
    defer { claimed += 1 }
    return claimed
  }
}

/// What a thread runs, in a form that C can carry.
private final class ThreadBody {
  let run: () -> Void

  init(_ run: @escaping () -> Void) {
    self.run = run
  }
}

private func runThreadBody(_ body: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  if let body { Unmanaged<ThreadBody>.fromOpaque(body).takeRetainedValue().run() }
  return nil
}
