#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension FileSystem {
  /// Closes an open file.
  package static func close(_ descriptor: Int32) {
    #if canImport(Glibc)
      _ = Glibc.close(descriptor)
    #else
      _ = Darwin.close(descriptor)
    #endif
  }

  /// Waits until the disk has all that was written to an open file.
  package static func sync(_ descriptor: Int32) throws(SystemError) {
    if fsync(descriptor) != 0 { throw .last }
  }

  /// Writes all bytes where an open file stands.
  package static func write(
    _ bytes: ArraySlice<UInt8>, to descriptor: Int32
  ) throws(SystemError) {
    let failure = bytes.withUnsafeBytes { buffer -> SystemError? in
      do throws(SystemError) {
        try write(buffer, to: descriptor)
        return nil
      } catch { return error }
    }
    if let failure { throw failure }
  }

  /// Writes all bytes where an open file stands.
  package static func write(
    _ bytes: UnsafeRawBufferPointer, to descriptor: Int32
  ) throws(SystemError) {
    var offset = 0
    while offset < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[offset...])
      #if canImport(Glibc)
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
      #else
        let count = Darwin.write(descriptor, rest.baseAddress, rest.count)
      #endif
      if count < 0 {
        if errno == EINTR { continue }
        throw .last
      }
      offset += count
    }
  }

  /// Reads what comes next from a pipe or file, at most so much as the buffer holds; 0 at its end.
  package static func readNext(
    _ descriptor: Int32, into buffer: inout [UInt8]
  ) throws(SystemError) -> Int {
    while true {
      #if canImport(Glibc)
        let count = Glibc.read(descriptor, &buffer, buffer.count)
      #else
        let count = Darwin.read(descriptor, &buffer, buffer.count)
      #endif
      if count >= 0 { return count }
      if errno != EINTR { throw .last }
    }
  }

  /// Makes some bytes the whole content of an open file, as far as the disk has room.
  package static func replaceContent(of descriptor: Int32, by bytes: [UInt8]) {
    if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, bytes, bytes.count, 0) }
  }

  /// Fills a buffer with at most `count` bytes from an offset on; with none at the end of the file.
  package static func read(
    _ descriptor: Int32, into buffer: inout [UInt8], _ count: Int, at offset: Int
  ) throws(SystemError) {
    var code: Int32 = 0
    buffer = [UInt8](unsafeUninitializedCapacity: count) { room, filled in
      while true {
        let got = pread(descriptor, room.baseAddress, count, off_t(offset))
        if got >= 0 {
          filled = got
          return
        }
        if errno == EINTR { continue }
        code = errno
        return
      }
    }
    if code != 0 { throw SystemError(code: code) }
  }
}
