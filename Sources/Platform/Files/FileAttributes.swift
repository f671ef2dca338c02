#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a file has beside its content, for another file to have it too.
package enum FileAttributes {
  /// Gives a file the owner, the permissions and the extended attributes of another one.
  package static func copy(
    from old: Int32, _ status: FileStatus, to new: Int32
  ) throws(SystemError) {
    // Only root may give files away; the group is kept where it can be.
    _ = fchown(new, status.raw.st_uid, status.raw.st_gid)
    if fchmod(new, status.raw.st_mode & 0o7777) != 0 { throw .last }
    #if canImport(Glibc)
      for name in try names(old) { try copy(name, from: old, to: new) }
    #else
      if fcopyfile(old, new, nil, copyfile_flags_t(COPYFILE_XATTR | COPYFILE_ACL)) != 0 {
        throw .last
      }
    #endif
  }

  #if canImport(Glibc)
    /// The names as the system has them, each with the zero at its end: they need not be text.
    private static func names(_ file: Int32) throws(SystemError) -> [[CChar]] {
      let count = flistxattr(file, nil, 0)
      if count < 0 {
        if errno == ENOTSUP { return [] }
        throw .last
      }
      if count == 0 { return [] }
      var list = [UInt8](repeating: 0, count: count)
      let got = flistxattr(file, &list, list.count)
      if got < 0 { throw .last }
      return list[..<got].split(separator: 0).map { $0.map { CChar(bitPattern: $0) } + [0] }
    }

    private static func copy(
      _ name: [CChar], from old: Int32, to new: Int32
    ) throws(SystemError) {
      let count = fgetxattr(old, name, nil, 0)
      if count < 0 { return }
      var value = [UInt8](repeating: 0, count: max(count, 1))
      let got = fgetxattr(old, name, &value, count)
      if got < 0 { throw .last }
      if fsetxattr(new, name, value, got, 0) == 0 { return }
      let error = SystemError.last
      // What is not the user's own, as labels of the system, is the system's to set.
      let isOwn = ["user.", "system.posix_acl"].contains { start in
        name.lazy.map { UInt8(bitPattern: $0) }.starts(with: start.utf8)
      }
      if isOwn { throw error }
    }
  #endif
}

#if canImport(Glibc)
  // Their header is not among those that Swift's module of the C library shows. Numbers and addresses in, a number
  // out: there Swift calls as C does.
  @_silgen_name("flistxattr")
  private func flistxattr(_ file: CInt, _ list: UnsafeMutablePointer<UInt8>?, _ size: Int) -> Int

  @_silgen_name("fgetxattr")
  private func fgetxattr(
    _ file: CInt, _ name: UnsafePointer<CChar>, _ value: UnsafeMutablePointer<UInt8>?, _ size: Int
  ) -> Int

  @_silgen_name("fsetxattr")
  private func fsetxattr(
    _ file: CInt, _ name: UnsafePointer<CChar>, _ value: UnsafePointer<UInt8>, _ size: Int,
    _ flags: CInt
  ) -> CInt
#endif
