import CFiles

#if canImport(Glibc)
  import Glibc

  /// The name of a Unix socket in a folder, however long the path of the folder is.
  struct SocketAddress: ~Copyable {
    /// The folder, open: an address holds 107 bytes, so it names the folder by its descriptor.
    private let folder: Int32

    /// Throws where the folder cannot be opened.
    init(folder path: String) throws(SystemError) {
      folder = open(path, vq_passing | O_DIRECTORY | O_CLOEXEC)
      if folder < 0 { throw .last }
    }

    deinit { close(folder) }

    /// Calls `body` with the address of a short name.
    func with(_ name: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      let path = Array("/proc/self/fd/\(folder)/\(name)".utf8)
      let room = MemoryLayout.size(ofValue: address.sun_path)
      guard path.count < room else {
        errno = ENAMETOOLONG
        return -1
      }
      withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
      return withUnsafePointer(to: &address) { address in
        address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
      }
    }

    /// Lets one name stand for what another one stands for; a link of that name is replaced, not followed.
    func rename(_ old: String, to new: String) -> Bool {
      renameat(folder, old, folder, new) == 0
    }

    /// Removes a name.
    func remove(_ name: String) { unlinkat(folder, name, 0) }

    /// The socket that a name stands for itself, if this user owns it.
    func facts(of name: String) -> FileFacts? {
      var status = stat()
      guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0, FileStatus(status).isOwn,
        status.st_mode & S_IFMT == S_IFSOCK
      else { return nil }
      return FileFacts(status)
    }

    /// A socket that keeps messages apart, and never waits.
    static func socket() -> Int32 {
      Glibc.socket(
        AF_UNIX, Int32(SOCK_SEQPACKET.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    }

    /// Whether the process at the other end is one of this user.
    static func isOwn(_ descriptor: Int32) -> Bool {
      // Its number, its user and its group.
      var peer: [UInt32] = [0, .max, 0]
      var size = socklen_t(MemoryLayout<UInt32>.stride * peer.count)
      return getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0
        && peer[1] == geteuid()
    }

    /// Sends a message, if that can be done at once.
    static func send(_ message: [UInt8], to descriptor: Int32) -> Bool {
      let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
      return Glibc.send(descriptor, message, message.count, flags) == message.count
    }

    /// Waits until a message can be read; returns it, nil for none.
    static func receive(_ descriptor: Int32, most: Int, patience: Double) -> [UInt8]? {
      let end = SystemClock.stopwatch() + patience
      var message = [UInt8](repeating: 0, count: most)
      while true {
        let count = recv(descriptor, &message, most, Int32(MSG_DONTWAIT))
        if count >= 0 { return count == 0 ? nil : Array(message[..<count]) }
        let rest = end - SystemClock.stopwatch()
        guard errno == EAGAIN || errno == EINTR, rest > 0 else { return nil }
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        poll(&entry, 1, Int32(rest.rounded(.up)))
      }
    }
  }
#endif
