// inotify tells of changes as they happen, but it watches single folders, may run out of watches and
// may lose events when many come at once. Each of these ends in the same safe place: look at the whole
// vault again, which is cheap. So an event only says when to look, and whether other folders have to be
// watched from now on, never what has changed.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Waits until something in a tree of folders may have changed.
package final class FolderWatcher {
  /// How long to sleep at a time where no events are to be had, in milliseconds.
  private static let nap: Int32 = 1000
  /// Events that follow each other faster than this are one change, in milliseconds.
  private static let settleTime: Int32 = 50
  /// But a file that is written all the time is not waited for longer than this, in milliseconds.
  private static let mostSettling = 1000.0
  /// How long a root that is gone may take to come back, as when another folder takes its place.
  private static let mostAbsence = 2000.0

  /// Whether other folders are to be watched than those that are.
  package private(set) var isOutdated = false

  private let root: String
  /// The folder that was the root when watching began; another may stand in its place later.
  private var watchedRoot: FileFacts?
  #if canImport(Glibc)
    private var descriptor: Int32 = -1
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  #endif

  package init(root: String) {
    self.root = root
  }

  deinit { stop() }

  /// Whether events are to be had; else the tree is polled.
  package var hasEvents: Bool {
    #if canImport(Glibc)
      return descriptor >= 0
    #else
      return false
    #endif
  }

  /// Watches the root and the given folders below it, as they are now.
  ///
  /// - Parameter folders: Paths from the root.
  package func start(_ folders: some Sequence<String>) {
    #if canImport(Glibc)
      stop()
      isOutdated = false
      watchedRoot = try? FileFacts.of(root)
      descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
      guard descriptor >= 0 else { return }
      let events = UInt32(
        IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB
          | IN_MODIFY | IN_DELETE_SELF | IN_MOVE_SELF)
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

  /// Waits for an event; where there are none to be had it only sleeps.
  ///
  /// - Parameter patience: Milliseconds to wait at most.
  /// - Returns: Whether something may have changed.
  package func wait(patience: Int32) -> Bool {
    #if canImport(Glibc)
      if descriptor >= 0 {
        guard poll(patience) else { return isRootReplaced() }
        // An editor that saves writes several times; one look behind the last event is enough.
        let start = SystemClock.stopwatch()
        repeat {
          drain()
        } while poll(Self.settleTime)
          && SystemClock.stopwatch() - start < Self.mostSettling
        _ = isRootReplaced()
        return true
      }
    #endif
    usleep(UInt32(min(patience, Self.nap)) * 1000)
    return false
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

    /// Takes the events away, and looks whether folders came, went or were lost.
    private func drain() {
      while true {
        let count = read(descriptor, &buffer, buffer.count)
        if count <= 0 { return }
        buffer.withUnsafeBytes { bytes in
          var place = 0
          while place + MemoryLayout<inotify_event>.size <= count {
            let event = bytes.loadUnaligned(fromByteOffset: place, as: inotify_event.self)
            note(event.mask)
            place += MemoryLayout<inotify_event>.size + Int(event.len)
          }
        }
      }
    }

    private func note(_ mask: UInt32) {
      let isFolder = mask & UInt32(IN_ISDIR) != 0
      let moves = UInt32(IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO)
      let losses = UInt32(IN_Q_OVERFLOW | IN_MOVE_SELF | IN_UNMOUNT)
      if mask & losses != 0 || (isFolder && mask & moves != 0) { isOutdated = true }
    }

    /// Whether another folder stands where the root was: nothing in it is watched, nor that it came.
    private func isRootReplaced() -> Bool {
      let start = SystemClock.stopwatch()
      var facts = try? FileFacts.of(root)
      while facts == nil, SystemClock.stopwatch() - start < Self.mostAbsence {
        usleep(10_000)
        facts = try? FileFacts.of(root)
      }
      guard let known = watchedRoot, facts?.isSameFile(as: known) != true
      else { return false }
      isOutdated = true
      return true
    }
  #endif
}
