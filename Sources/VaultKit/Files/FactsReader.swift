// Asking for the facts of a note is the most expensive part of looking at a vault, and it does not matter
// in which order that is done: so a second thread asks while the first still reads the folders.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Asks the system for the facts of many files.
final class FactsReader: @unchecked Sendable {
  /// Files to ask for, with room for what is found.
  final class Batch: @unchecked Sendable {
    /// Paths from the root, each with a zero behind it.
    private var paths: [UInt8] = []
    private var starts: [Int32] = []
    /// The number that the caller gave to each file.
    private(set) var files: [Int] = []
    /// For each file its facts, or the `errno` of the failure.
    fileprivate(set) var found: [Result<FileFacts, SystemError>] = []

    var count: Int { files.count }

    func append(_ folder: [UInt8], _ name: UnsafeRawBufferPointer, file: Int) {
      starts.append(Int32(truncatingIfNeeded: paths.count))
      paths += folder
      paths += name
      paths.append(0)
      files.append(file)
    }

    fileprivate func read(below root: Int32) {
      found.reserveCapacity(files.count)
      paths.withUnsafeBytes { bytes in
        guard let base = bytes.baseAddress?.assumingMemoryBound(to: CChar.self) else { return }
        for start in starts {
          var status = stat()
          let code = fstatat(root, base + Int(start), &status, AT_SYMLINK_NOFOLLOW)
          found.append(code == 0 ? .success(FileFacts(status)) : .failure(.last))
        }
      }
    }
  }

  /// Files of one batch: enough that handing over costs nothing beside the work.
  private static let size = 256

  private let root: Int32
  private var batch = Batch()
  private var batches: [Batch] = []
  private var thread: WorkerThread?
  private let monitor = Monitor()
  // Guarded by the monitor.
  private var waiting: [Batch] = []
  private var taken = 0
  private var isComplete = false

  /// - Parameter root: A descriptor of the folder that paths start from; it has to stay open.
  init(root: Int32) {
    self.root = root
  }

  func append(_ folder: [UInt8], _ name: UnsafeRawBufferPointer, file: Int) {
    batch.append(folder, name, file: file)
    if batch.count == Self.size { handOver() }
  }

  private func handOver() {
    batches.append(batch)
    let full = batch
    monitor.withLock {
      waiting.append(full)
      monitor.signalChange()
    }
    batch = Batch()
    // A vault of one or two batches is done sooner than a thread is made.
    if thread == nil, batches.count == 3 { thread = WorkerThread { self.work() } }
  }

  /// Asks for what is left and returns all that was found.
  func finish() -> [Batch] {
    handOver()
    monitor.withLock {
      isComplete = true
      monitor.signalChange()
    }
    while let batch = take(waits: false) { batch.read(below: root) }
    thread?.join()
    return batches
  }

  private func work() {
    while let batch = take(waits: true) { batch.read(below: root) }
  }

  private func take(waits: Bool) -> Batch? {
    monitor.withLock {
      while waits, taken == waiting.count, !isComplete { monitor.wait() }
      guard taken < waiting.count else { return nil }
      defer { taken += 1 }
      return waiting[taken]
    }
  }
}
