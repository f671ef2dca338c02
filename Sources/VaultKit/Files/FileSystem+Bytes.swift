#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension FileSystem {
  /// Writes all bytes where an open file stands.
  static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) throws(SystemError) {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { buffer in
        #if canImport(Glibc)
          Glibc.write(descriptor, buffer.baseAddress, buffer.count)
        #else
          Darwin.write(descriptor, buffer.baseAddress, buffer.count)
        #endif
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw .last
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Fills a buffer with at most `count` bytes from an offset on; with none at the end of the file.
  static func read(
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
