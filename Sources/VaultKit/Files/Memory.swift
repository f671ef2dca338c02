/// What this process keeps of the system's memory.
enum Memory {
  /// Lets large pieces of memory go back to the system when they are let go of, from now on.
  ///
  /// The C library keeps pieces as large as it has seen one go, for the next one of that size. That is faster where
  /// one comes, but around a note of megabytes many come that differ.
  static func expectLargePieces() {
    #if canImport(Glibc)
      _ = setOption(mmapThreshold, 1 << 18)
    #endif
  }

  /// Gives memory that nothing uses back to the system: the C library keeps it for what may come.
  static func giveBack() {
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
