/// What this process keeps of the system's memory.
enum Memory {
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
#endif
