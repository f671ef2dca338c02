// inotify tells of changes as they happen, but it watches single folders, may run out of watches and
// may lose events when many come at once. Each of these ends in the same safe place: look at the whole
// vault again, which is cheap. So an event only says when to look, never what has changed.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Waits until something in a tree of folders may have changed.
final class FolderWatcher {
  /// Where no events are to be had the tree counts as changed this often, in milliseconds.
  static let pollInterval: Int32 = 1000
  /// Events that follow each other faster than this are one change, in milliseconds.
  static let settleTime: Int32 = 50

  private let root: String
  #if canImport(Glibc)
    private var descriptor: Int32 = -1
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  #endif

  init(root: String) {
    self.root = root
  }

  deinit { stop() }

  /// Whether events are to be had; else the tree is polled.
  var hasEvents: Bool {
    #if canImport(Glibc)
      return descriptor >= 0
    #else
      return false
    #endif
  }

  /// Watches the root and the given folders below it, as they are now.
  ///
  /// - Parameter folders: Paths from the root.
  func start(_ folders: some Sequence<String>) {
    #if canImport(Glibc)
      stop()
      descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
      guard descriptor >= 0 else { return }
      let events = UInt32(
        IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB
          | IN_MODIFY | IN_DELETE_SELF)
      for folder in [""] + Array(folders) {
        let path = folder.isEmpty ? root : root + "/" + folder
        // A folder that is gone already is seen with the event of the folder above. Too many folders
        // for the system's limit: poll instead of missing changes.
        if inotify_add_watch(descriptor, path, events) < 0, errno == ENOSPC || errno == ENOMEM {
          return stop()
        }
      }
    #endif
  }

  /// Waits for a change, or for the next time to look where there are no events.
  ///
  /// - Parameter patience: Milliseconds to wait at most; -1 for as long as it takes.
  /// - Returns: Whether it is time to look.
  func wait(patience: Int32 = -1) -> Bool {
    #if canImport(Glibc)
      if descriptor >= 0 {
        guard poll(patience) else { return false }
        // An editor that saves writes several times; one look behind the last event is enough.
        repeat { drain() } while poll(Self.settleTime)
        return true
      }
    #endif
    let milliseconds = patience < 0 ? Self.pollInterval : min(patience, Self.pollInterval)
    usleep(UInt32(milliseconds) * 1000)
    return true
  }

  private func stop() {
    #if canImport(Glibc)
      if descriptor >= 0 { close(descriptor) }
      descriptor = -1
    #endif
  }

  #if canImport(Glibc)
    private func poll(_ milliseconds: Int32) -> Bool {
      var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      return Glibc.poll(&entry, 1, milliseconds) > 0
    }

    /// Takes the events away. What they say does not matter.
    private func drain() {
      while read(descriptor, &buffer, buffer.count) > 0 {}
    }
  #endif
}
