// The writer is the slowest part of a full index and has a core to itself; reading and parsing run
// beside it.

/// Runs a job for 0, 1, 2 … on other threads and hands out the results in that order.
///
/// At most `capacity` results wait at a time, so memory does not grow with the number of jobs.
final class ReadAhead<Result: Sendable>: @unchecked Sendable {
  private let count: Int
  private let capacity: Int
  private let makeWorker: @Sendable () -> (Int) -> Result
  private var threads: [WorkerThread] = []
  /// What the caller's thread works with.
  private var ownWorker: ((Int) -> Result)?
  private let monitor = Monitor()
  // Guarded by the monitor.
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
    for _ in 0..<threads {
      if let thread = WorkerThread({ self.work() }) { self.threads.append(thread) }
    }
  }

  /// Returns the next result, nil after the last one.
  ///
  /// Instead of waiting, the caller's thread takes a job too: of the one who writes and those who read,
  /// the faster ones help the slower.
  func next() -> Result? {
    monitor.lock()
    defer { monitor.unlock() }
    guard taken < count else { return nil }
    while true {
      if let result = slots[taken % capacity] {
        slots[taken % capacity] = nil
        taken += 1
        monitor.signalChange()
        return result
      }
      if claimed < count, claimed < taken + capacity {
        let job = claimed
        claimed += 1
        monitor.unlock()
        // Set once: each time a closure is put into an optional it is wrapped once more.
        if ownWorker == nil { ownWorker = makeWorker() }
        let result = ownWorker?(job)
        monitor.lock()
        slots[job % capacity] = result
      } else {
        monitor.wait()
      }
    }
  }

  /// Lets the threads finish what they have in hand and waits for them.
  func stop() {
    monitor.lock()
    isStopped = true
    monitor.signalChange()
    monitor.unlock()
    for thread in threads { thread.join() }
    threads.removeAll()
  }

  private func work() {
    let worker = makeWorker()
    while let job = claim() {
      let result = worker(job)
      monitor.lock()
      slots[job % capacity] = result
      monitor.signalChange()
      monitor.unlock()
    }
  }

  private func claim() -> Int? {
    monitor.lock()
    defer { monitor.unlock() }
    while !isStopped, claimed < count, claimed >= taken + capacity {
      monitor.wait()
    }
    guard !isStopped, claimed < count else { return nil }
    defer { claimed += 1 }
    return claimed
  }
}
