#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads files into one buffer that it keeps.
package struct FileReader: ~Copyable {
  /// Larger notes are not read: reading takes four times a note's size, and no such note was written by hand.
  package static let maximumBytes = 16 << 20
  private static let tooLarge = SystemError(
    code: EFBIG, reason: "it is larger than \(maximumBytes >> 20) MiB")

  private static let irregular = SystemError(code: EINVAL, reason: "it is not a regular file")

  /// Files of more bytes are long.
  private static let large = 1 << 20

  /// Bytes that the pages of all systems are multiples of.
  private static let leastPage = 4096

  private var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
  private var count = 0
  /// Bytes of a file from which on it is not read now, though it could be.
  package var limit = Int.max
  /// Whether the last file was not read for that.
  package private(set) var isBeyondLimit = false

  package init() {}

  deinit { buffer.deallocate() }

  /// The content of the file read last, valid until the next `read`.
  package var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: buffer[..<count]) }

  /// Reads a regular file whole and returns what the system knew of it before the first byte was read.
  ///
  /// Throws `SystemError`: `EISDIR` for a folder, `EINVAL` for what is not a regular file, `EFBIG` above
  /// `maximumBytes`.
  ///
  /// - Parameter acceptsPipes: Whether to wait for what a pipe or a device has to say.
  package mutating func read(
    _ path: String, acceptsPipes: Bool = false
  ) throws(SystemError) -> FileFacts {
    count = 0
    // A FIFO would block without O_NONBLOCK; for regular files it has no meaning.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | (acceptsPipes ? 0 : O_NONBLOCK))
    if descriptor < 0 { throw .last }
    return try read(descriptor, acceptsPipes)
  }

  /// Reads what `open` opens, where nothing is waited for, as `read` does.
  package mutating func read(
    opening open: () throws(SystemError) -> Int32
  ) throws(SystemError) -> FileFacts {
    count = 0
    return try read(try open(), false)
  }

  /// Reads an open file, as `read` does, and closes it.
  package mutating func read(closing descriptor: Int32) throws(SystemError) -> FileFacts {
    count = 0
    return try read(descriptor, false)
  }

  /// Reads an open file and closes it. The system is asked nothing of a small one, for that takes longer than to see its
  /// end.
  ///
  /// - Parameter isOrdinary: Whether the file system is, see `FileSystemKind`: then the end of a small file is where the
  ///   first read stops.
  package mutating func readText(
    closing descriptor: Int32, isOrdinary: Bool = false
  ) throws(SystemError) {
    count = 0
    while count < buffer.count {
      let got = Self.read(descriptor, UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
      if got < 0, errno == EINTR { continue }
      if got <= 0 {
        let error = got < 0 ? SystemError.last : nil
        close(descriptor)
        // An empty pipe.
        if let error { throw error.code == EAGAIN ? Self.irregular : error }
        return
      }
      count += got
      if isOrdinary, count < buffer.count, count % Self.leastPage != 0 {
        close(descriptor)
        return
      }
    }
    _ = try read(descriptor, false)
  }

  private static func read(
    _ descriptor: Int32, _ free: UnsafeMutableRawBufferPointer
  ) -> Int {
    #if canImport(Glibc)
      Glibc.read(descriptor, free.baseAddress, free.count)
    #else
      Darwin.read(descriptor, free.baseAddress, free.count)
    #endif
  }

  private mutating func read(
    _ descriptor: Int32, _ acceptsPipes: Bool
  ) throws(SystemError) -> FileFacts {
    defer { close(descriptor) }
    isBeyondLimit = false
    let facts = try FileFacts.of(descriptor)
    if facts.kind == .folder { throw SystemError(code: EISDIR) }
    if facts.kind != .file, !acceptsPipes { throw Self.irregular }
    if facts.size > Self.maximumBytes { throw Self.tooLarge }
    if facts.size > limit {
      isBeyondLimit = true
      throw Self.tooLarge
    }
    // One byte more than it should have: where that stays free all has been read, without another call.
    reserve(Int(facts.size) + 1)
    while true {
      let free = UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
      let got = Self.read(descriptor, free)
      if got < 0 {
        if errno == EINTR { continue }
        throw .last
      }
      if got == 0 { return facts }
      count += got
      if count > Self.maximumBytes { throw Self.tooLarge }
      if facts.kind == .file, got < free.count, count == Int(facts.size) { return facts }
      if count == buffer.count { reserve(buffer.count * 2) }
    }
  }

  private mutating func reserve(_ capacity: Int) {
    if capacity <= buffer.count { return }
    // Reading a long file takes many large pieces of memory, one after the other.
    if capacity > Self.large { Memory.expectLargePieces() }
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(capacity, buffer.count), alignment: 16)
    larger.copyMemory(from: bytes)
    buffer.deallocate()
    buffer = larger
  }
}
