// Linux queues a notice of a change before the call that makes the change returns (inotify). So an empty queue proves
// that nothing was changed in the folders that are watched. Some changes come without a notice: those that another
// machine makes, and a mount. Watching a folder of a network file system therefore fails, and mounts are told too.

import CFiles

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The system's notices of changes in single folders.
package final class FolderNotices: @unchecked Sendable {
  /// What has come since the last time.
  package enum News {
    case none
    /// Files of the watched folders may have changed.
    case files
    /// Other folders may have to be watched from now on, or notices were lost.
    case folders
  }

  #if canImport(Glibc)
    private let queue: Int32
    private let mounts: Int32
    private var buffer = [UInt8](repeating: 0, count: 1 << 14)
    private let monitor = Monitor(isBrief: true)
    // Guarded by the monitor.
    private var watched: Set<Int32> = []
    private var old: Set<Int32> = []
  #endif

  /// Returns nil where the system has no notices, or none for this process.
  package init?() {
    #if canImport(Glibc)
      queue = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
      mounts = open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC)
      if queue < 0 || mounts < 0 {
        close(queue)
        close(mounts)
        return nil
      }
    #else
      return nil
    #endif
  }

  deinit {
    #if canImport(Glibc)
      close(queue)
      close(mounts)
    #endif
  }

  /// Begins to watch folders anew: those that are not watched again by `endWatching` are let go of.
  package func beginWatching() {
    #if canImport(Glibc)
      monitor.withLock {
        old.formUnion(watched)
        watched.removeAll()
      }
    #endif
  }

  /// Watches a folder, whatever it is called. Several threads may do so at the same time.
  ///
  /// - Parameter folder: Open; it may be closed afterwards.
  /// - Returns: Whether each change of it and of the files in it will be told.
  package func watch(_ folder: Int32) -> Bool {
    #if canImport(Glibc)
      guard FileSystemKind(ofOpen: folder)?.tellsChanges == true else { return false }
      // By the descriptor: a path could lead elsewhere by now.
      let number = inotify_add_watch(queue, "/proc/self/fd/\(folder)", Self.events)
      if number < 0 { return false }
      monitor.withLock { _ = watched.insert(number) }
      return true
    #else
      return false
    #endif
  }

  /// Lets go of the folders that were not watched again.
  package func endWatching() {
    #if canImport(Glibc)
      monitor.withLock {
        for number in old.subtracting(watched) { inotify_rm_watch(queue, number) }
        old.removeAll()
      }
    #endif
  }

  /// Takes the notices that have come, without waiting for any.
  package func take() -> News {
    #if canImport(Glibc)
      var news = News.none
      var entries = [pollfd(fd: queue, events: Int16(POLLIN), revents: 0), mountEntry]
      guard poll(&entries, 2, 0) != 0 else { return .none }
      if entries[1].revents != 0 { news = .folders }
      for _ in 0..<Self.mostReads {
        let count = read(queue, &buffer, buffer.count)
        if count < 0, errno == EINTR { continue }
        // Anything but an empty queue is no proof.
        if count <= 0 { return count < 0 && errno == EAGAIN ? news : .folders }
        take(count, &news)
      }
      return news
    #else
      return .folders
    #endif
  }

  /// Waits for a notice.
  ///
  /// - Parameters:
  ///   - patience: Milliseconds to wait at most.
  ///   - other: Another descriptor that ends the wait when something can be read from it.
  /// - Returns: Whether a notice has come, and whether the other descriptor can be read.
  package func wait(
    _ patience: Int32, or other: Int32? = nil
  ) -> (hasNews: Bool, hasOther: Bool) {
    #if canImport(Glibc)
      var entries = [
        pollfd(fd: queue, events: Int16(POLLIN), revents: 0),
        pollfd(fd: other ?? -1, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&entries, 2, patience) > 0 else { return (false, false) }
      return (entries[0].revents != 0, entries[1].revents != 0)
    #else
      return (false, false)
    #endif
  }

  #if canImport(Glibc)
    private static let events = UInt32(
      IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB | IN_MODIFY
        | IN_DELETE_SELF | IN_MOVE_SELF)
    /// Most reads of the queue in a row; further notices are read the next time.
    private static let mostReads = 1000
    private static let moves = UInt32(IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO)
    private static let losses = UInt32(
      IN_Q_OVERFLOW | IN_MOVE_SELF | IN_DELETE_SELF | IN_UNMOUNT)

    /// A change of the mounts is reported once, as an exception.
    private var mountEntry: pollfd { pollfd(fd: mounts, events: Int16(POLLPRI), revents: 0) }

    private func take(_ count: Int, _ news: inout News) {
      buffer.withUnsafeBytes { bytes in
        var place = 0
        while place + MemoryLayout<inotify_event>.size <= count {
          let event = bytes.loadUnaligned(fromByteOffset: place, as: inotify_event.self)
          let name = place + MemoryLayout<inotify_event>.size
          place = name + Int(event.len)
          // No vault has what a name with a dot in front names.
          if event.len > 0, bytes[name] == UInt8(ascii: ".") { continue }
          let isFolder = event.mask & UInt32(IN_ISDIR) != 0
          if event.mask & Self.losses != 0 || (isFolder && event.mask & Self.moves != 0) {
            news = .folders
          } else if event.mask & UInt32(IN_IGNORED) == 0, news == .none {
            // The end of a watch is reported if its folder went, and if the watch was removed.
            news = .files
          }
        }
      }
    }
  #endif
}
