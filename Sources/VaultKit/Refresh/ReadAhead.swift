// The writer is the slowest part of a full index and has a core to itself; reading and parsing run
// beside it. One thread for that keeps two cores busy, unless it waits for a disk: then there are more.

import Platform

/// Runs a job for 0, 1, 2 … on other threads and hands out the results in that order.
///
/// Few results wait at a time, so memory does not grow with the number of jobs, nor much with their size.
final class ReadAhead<Result: Sendable>: @unchecked Sendable {
  private let count: Int
  private let capacity: Int
  /// How much a result weighs, in bytes.
  private let weight: @Sendable (Result) -> Int
  /// While more bytes wait, no job is begun but the next one to be taken.
  private static var mostWaiting: Int { 8 << 20 }
  private let makeWorker: @Sendable () -> (Int) -> Result
  private let mostThreads: Int
  /// What the caller's thread works with.
  private var ownWorker: ((Int) -> Result)?
  private let monitor = Monitor()
  // Guarded by the monitor.
  private var slots: [Result?]
  private var claimed = 0
  private var taken = 0
  private var waiting = 0
  private var isStopped = false
  private var threads: [WorkerThread] = []
  /// Since the number of threads was looked at last: jobs that were done, and how often these slept.
  private var jobs = 0
  private var sleeps = 0

  /// After so many jobs that have slept once each there is one more thread.
  private static var jobsToLookAt: Int { 8 }

  /// Starts a thread, and others when it is seen to wait. Each calls `makeWorker` once and its result for every job
  /// it gets.
  ///
  /// - Parameters:
  ///   - capacity: How many results wait at most.
  ///   - mostThreads: Beside the caller's.
  init(
    count: Int, capacity: Int, mostThreads: Int, weight: @escaping @Sendable (Result) -> Int,
    makeWorker: @escaping @Sendable () -> (Int) -> Result
  ) {
    self.count = count
    self.capacity = capacity
    self.mostThreads = mostThreads
    self.weight = weight
    self.makeWorker = makeWorker
    slots = Array(repeating: nil, count: capacity)
    monitor.withLock { addThread() }
  }

  private func addThread() {
    if let thread = WorkerThread({ self.work() }) { threads.append(thread) }
  }

  /// Takes note that a job slept so often, and adds a thread where they do that all the time.
  private func look(at sleeps: Int) {
    jobs += 1
    self.sleeps += sleeps
    guard jobs == Self.jobsToLookAt else { return }
    if self.sleeps >= jobs, threads.count < mostThreads, !isStopped { addThread() }
    (jobs, self.sleeps) = (0, 0)
  }

  /// Returns the next result, nil after the last one.
  ///
  /// Instead of waiting, the caller's thread takes a job too, so that the writer helps the readers.
  func next() -> Result? {
    monitor.lock()
    defer { monitor.unlock() }
    guard taken < count else { return nil }
    while true {
      if let result = slots[taken % capacity] {
        slots[taken % capacity] = nil
        taken += 1
        waiting -= weight(result)
        monitor.signalChange()
        return result
      }
      if claimed < count, hasRoom {
        let job = claimed
        claimed += 1
        monitor.unlock()
        // Set once: each time a closure is put into an optional it is wrapped once more.
        if ownWorker == nil { ownWorker = makeWorker() }
        let result = ownWorker?(job)
        monitor.lock()
        if let result { put(result, job) }
      } else {
        monitor.wait()
      }
    }
  }

  /// Lets the threads finish what they have in hand, waits for them and gives back what all worked with.
  func stop() {
    monitor.lock()
    isStopped = true
    monitor.signalChange()
    monitor.unlock()
    for thread in threads { thread.join() }
    threads.removeAll()
    ownWorker = nil
  }

  private func work() {
    let worker = makeWorker()
    while let job = claim() {
      let sleeps = WorkerThread.sleepsOfThisThread
      let result = worker(job)
      let slept = WorkerThread.sleepsOfThisThread - sleeps
      monitor.lock()
      look(at: slept)
      put(result, job)
      monitor.signalChange()
      monitor.unlock()
    }
  }

  /// Whether one more job may be begun.
  private var hasRoom: Bool {
    claimed == taken || claimed < taken + capacity && waiting < Self.mostWaiting
  }

  private func put(_ result: Result, _ job: Int) {
    slots[job % capacity] = result
    waiting += weight(result)
  }

  private func claim() -> Int? {
    monitor.lock()
    defer { monitor.unlock() }
    while !isStopped, claimed < count, !hasRoom {
      monitor.wait()
    }
    guard !isStopped, claimed < count else { return nil }
    defer { claimed += 1 }
    return claimed
  }
}
