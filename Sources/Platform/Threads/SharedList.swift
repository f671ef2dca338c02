/// A list that several threads work through, some elements at a time.
package final class SharedList: @unchecked Sendable {
  /// Elements of a stretch: so few that no thread ends long after the others.
  private static let stretch = 32
  /// Most threads that work through a list.
  private static let mostThreads = 16

  private let count: Int
  private let monitor = Monitor()
  private var next = 0

  /// Makes a list of so many elements.
  package init(count: Int) { self.count = count }

  /// Threads that work through it, the caller's own among them.
  package var threads: Int {
    let stretches = (count + Self.stretch - 1) / Self.stretch
    return stretches > 1 ? max(2, min(WorkerThread.processors, Self.mostThreads, stretches)) : 1
  }

  /// Calls `work` on each thread, and waits for all.
  ///
  /// - Parameter work: Claims stretches until there are none.
  package func run(_ work: @escaping @Sendable () -> Void) {
    let others = (1..<threads).compactMap { _ in WorkerThread(work) }
    work()
    for thread in others { thread.join() }
  }

  /// Returns elements that no other thread has; nil where there are none left.
  package func claim() -> Range<Int>? {
    monitor.withLock {
      if next >= count { return nil }
      let start = next
      next = min(count, start + Self.stretch)
      return start..<next
    }
  }

  /// Says that no more elements are wanted.
  package func stop() { monitor.withLock { next = count } }
}
