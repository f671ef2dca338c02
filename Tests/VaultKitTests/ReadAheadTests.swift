import Platform
import Testing

@testable import VaultKit

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Jobs that run ahead of the one who takes their results.
@Suite struct ReadAheadTests {
  private final class Count: @unchecked Sendable {
    private let monitor = Monitor()
    private(set) var value = 0

    func add() { monitor.withLock { value += 1 } }
  }

  /// Runs jobs and returns how many threads had a worker, the caller's among them.
  private func workers(jobs: Int, mostThreads: Int, _ work: @escaping @Sendable () -> Void) -> Int {
    let made = Count()
    let ahead = ReadAhead(
      count: jobs, capacity: 8, mostThreads: mostThreads, weight: { _ in 1 },
      makeWorker: {
        made.add()
        return { job in
          work()
          return job
        }
      })
    var expected = 0
    while let result = ahead.next() {
      #expect(result == expected)
      expected += 1
    }
    #expect(expected == jobs)
    ahead.stop()
    return made.value
  }

  #if canImport(Glibc)
    @Test(arguments: [1, 3])
    func jobsThatWaitGetMoreThreads(_ most: Int) {
      let workers = workers(jobs: 100, mostThreads: most) { usleep(500) }
      #expect(workers == most + 1)
    }
  #endif

  @Test func jobsThatDoNotWaitGetOneThread() {
    #expect(workers(jobs: 1000, mostThreads: 3) {} <= 2)
  }

  @Test func noJobsAreDoneAtOnce() {
    #expect(workers(jobs: 0, mostThreads: 3) {} <= 1)
  }
}
