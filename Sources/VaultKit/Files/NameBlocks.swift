import NoteModel
import SQLite
import Threading

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Packed names in numbered blocks: in memory, or where they are many in a file.
///
/// The names of a million files take as much memory as all else that a full load keeps; to read one of them from the
/// system's cache takes half a microsecond. The file has no name: whatever becomes of this process, it is gone with it.
final class NameBlocks: @unchecked Sendable {
  /// Bytes that stay in memory.
  private let limit: Int
  private let spillPath: String?
  private var descriptor: Int32 = -1
  /// Where each block begins, and the last one ends.
  private var starts: [Int] = []
  /// What lies in the file.
  private(set) var written = 0
  /// What comes behind it.
  private var bytes: [UInt8] = []
  /// Whether the file could not be made or written: each further try would cost as much as the first.
  private var isStuck = false
  private let monitor = Monitor()
  private var failure: Int32?

  /// - Parameter spillPath: The name of the file for a moment; nil to hold all in memory.
  init(spillPath: String?, limit: Int) {
    self.spillPath = spillPath
    self.limit = limit
    // Memory that is not touched is not taken.
    bytes.reserveCapacity(1 << 20)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  // MARK: Writing

  /// How many blocks there are.
  private(set) var count = 0

  /// Appends blocks, of which each begins at one of `starts`.
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
    if descriptor < 0 {
      _ = unlink(spillPath)
      descriptor = open(spillPath, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { return }
      _ = unlink(spillPath)
    }
    var count = 0
    while count < bytes.count {
      let more = bytes[count...].withUnsafeBytes {
        pwrite(descriptor, $0.baseAddress, $0.count, off_t(written + count))
      }
      if more < 0, errno == EINTR { continue }
      if more <= 0 { return }
      count += more
    }
    written += count
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
        let more = pread(
          descriptor, UnsafeMutableRawBufferPointer(rebasing: room[count...]).baseAddress,
          range.count - count, off_t(range.lowerBound + count))
        if more < 0, errno == EINTR { continue }
        if more <= 0 {
          let code = more < 0 ? errno : EIO
          return monitor.withLock { failure = failure ?? code }
        }
        count += more
      }
      body(UnsafeRawBufferPointer(room))
    }
  }

  /// Throws what went wrong while blocks were read: what came of it must not be believed.
  func throwFailure() throws(SQLiteError) {
    if let failure = monitor.withLock({ failure }) { throw SQLiteError(system: failure) }
  }
}
