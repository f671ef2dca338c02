import Platform

/// Packed names in numbered blocks: in memory, or where they are many in a file.
///
/// The names of a million files take as much memory as all else that a full load keeps; to read one of them from the
/// system's cache takes half a microsecond.
///
/// Nothing is written while blocks are read, so the runtime need not check at each link that no two accesses overlap.
final class NameBlocks: @unchecked Sendable {
  /// Bytes that stay in memory.
  private let limit: Int
  private let spillPath: String?
  private var file: ScratchFile?
  /// Where each block begins, and the last one ends.
  @exclusivity(unchecked) private var starts: [Int] = []
  /// What lies in the file.
  @exclusivity(unchecked) private(set) var written = 0
  /// What comes after it.
  @exclusivity(unchecked) private var bytes: [UInt8] = []
  /// Whether the file could not be made or written: each further try would cost as much as the first.
  private var isStuck = false
  private let monitor = Monitor()
  private var failure: SystemError?

  /// - Parameter spillPath: The name of the file for a moment; nil to hold all in memory.
  init(spillPath: String?, limit: Int) {
    self.spillPath = spillPath
    self.limit = limit
    // Memory that is not touched is not taken.
    bytes.reserveCapacity(1 << 20)
  }

  // MARK: Writing

  /// How many blocks there are.
  private(set) var count = 0

  /// Appends blocks that begin at `starts`.
  func append(_ names: [UInt8], starts: [Int]) {
    let end = written + bytes.count
    for start in starts { self.starts.append(end + start) }
    count += starts.count
    bytes += names
    if bytes.count > limit { flush() }
  }

  /// Ends the writing; blocks can be read from now on.
  func finish() {
    starts.append(written + bytes.count)
    if written > 0 { flush() }
  }

  /// Brings what is in memory to the file. Where that fails it stays.
  private func flush() {
    guard let spillPath, !isStuck else { return }
    // Until all is written.
    isStuck = true
    if file == nil { file = try? ScratchFile(spillPath) }
    guard let file, bytes.withUnsafeBytes({ (try? file.write($0, at: written)) != nil }) else {
      return
    }
    written += bytes.count
    bytes.removeAll(keepingCapacity: true)
    isStuck = false
  }

  // MARK: Reading

  /// Calls `body` with a block, or not at all where the file cannot be read.
  @inline(__always)
  func withBlock(_ number: Int, _ body: (UnsafeRawBufferPointer) -> Void) {
    let range = starts[number]..<starts[number + 1]
    if range.lowerBound >= written {
      return bytes.withUnsafeBytes {
        body(
          UnsafeRawBufferPointer(
            rebasing: $0[range.lowerBound - written..<range.upperBound - written]))
      }
    }
    withWritten(range, body)
  }

  private func withWritten(_ range: Range<Int>, _ body: (UnsafeRawBufferPointer) -> Void) {
    withUnsafeTemporaryAllocation(byteCount: range.count, alignment: 1) { room in
      var count = 0
      while count < range.count {
        let rest = UnsafeMutableRawBufferPointer(rebasing: room[count..<range.count])
        do throws(SystemError) {
          count += try file?.read(into: rest, at: range.lowerBound + count) ?? range.count
        } catch {
          return monitor.withLock { failure = failure ?? error }
        }
      }
      body(UnsafeRawBufferPointer(room))
    }
  }

  /// Throws what went wrong while blocks were read: what came of it must not be believed.
  func throwFailure() throws(SystemError) {
    if let failure = monitor.withLock({ failure }) { throw failure }
  }
}
