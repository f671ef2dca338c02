#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The three files that every program finds open.
package enum StandardFiles {
  /// Opens those that the caller has closed, so that no file of the vault or the index gets their number and then
  /// what is meant for a person. Using them stays the error it would be.
  package static func open() {
    for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) < 0 {
      let flags = descriptor == 0 ? O_WRONLY : O_RDONLY
      #if canImport(Glibc)
        _ = Glibc.open("/dev/null", flags)
      #else
        _ = Darwin.open("/dev/null", flags)
      #endif
    }
  }
}
