#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The system's memory, where Swift's own calls do not do.
package enum Memory {
  /// Returns memory of zeros; the system provides pages only when they are touched. `release` gives it back.
  package static func zeroed(_ count: Int) -> UnsafeMutableRawPointer {
    guard let memory = calloc(count, 1) else { preconditionFailure("out of memory") }
    return memory
  }

  /// Makes memory larger; the system gives a large piece other addresses rather than copy it. `release` gives it back.
  package static func resized(
    _ old: UnsafeMutableRawPointer?, _ count: Int
  ) -> UnsafeMutableRawPointer {
    guard let memory = realloc(old, count) else { preconditionFailure("out of memory") }
    return memory
  }

  /// Gives back what `zeroed` or `resized` gave.
  package static func release(_ memory: UnsafeMutableRawPointer) { free(memory) }

  /// Returns pages of zeros straight from the system: `zeroed` would touch what it finds among what was used before.
  ///
  /// - Parameter inLargePieces: Whether most of it will be used, so that the system may give megabytes at once: to ask
  ///   for each page when it is touched takes as long as to fill it.
  package static func pages(
    _ count: Int, inLargePieces: Bool = false
  ) -> UnsafeMutableRawBufferPointer {
    let pages = mmap(nil, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0)
    guard let pages, pages != MAP_FAILED else { preconditionFailure("out of memory") }
    #if canImport(Glibc)
      if inLargePieces { madvise(pages, count, MADV_HUGEPAGE) }
    #endif
    return UnsafeMutableRawBufferPointer(start: pages, count: count)
  }

  /// Gives back what `pages` gave.
  package static func release(pages: UnsafeMutableRawBufferPointer) {
    munmap(pages.baseAddress, pages.count)
  }

  /// Whether two stretches of bytes are equal.
  package static func isEqual(
    _ one: UnsafeRawPointer, _ other: UnsafeRawPointer, _ count: Int
  ) -> Bool {
    memcmp(one, other, count) == 0
  }

  /// Returns where a byte stands first in some others.
  package static func offset(
    of byte: UInt8, in bytes: UnsafeRawPointer, _ count: Int
  ) -> Int? {
    memchr(bytes, Int32(byte), count).map { bytes.distance(to: UnsafeRawPointer($0)) }
  }

  /// Lets large pieces of memory go back to the system when they are let go of, from now on; what nothing uses now goes too.
  ///
  /// The C library keeps pieces as large as it has seen one go, for the next one of that size. That is faster where
  /// one comes, but around a note of megabytes many come that differ.
  package static func expectLargePieces() {
    #if canImport(Glibc)
      _ = setOption(mmapThreshold, 1 << 18)
    #endif
    giveBack()
  }

  /// Gives memory that nothing uses back to the system: the C library keeps it for what may come.
  package static func giveBack() {
    #if canImport(Glibc)
      _ = trim(0)
    #endif
  }
}

#if canImport(Glibc)
  // Its header is not among those that Swift's module of the C library shows. A number in, a number out: there Swift
  // calls as C does.
  @_silgen_name("malloc_trim")
  private func trim(_ kept: Int) -> CInt

  /// `M_MMAP_THRESHOLD`: bytes from which on a piece is the system's own.
  private let mmapThreshold: CInt = -3

  @_silgen_name("mallopt")
  private func setOption(_ option: CInt, _ value: CInt) -> CInt
#endif
