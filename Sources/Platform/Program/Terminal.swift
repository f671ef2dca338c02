#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What stands behind an open file where a person reads it.
package enum Terminal {
  /// Whether a file is a terminal.
  package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Columns and rows of a terminal; nil where there is none or it does not tell.
  package static func size(_ descriptor: Int32) -> (columns: Int?, rows: Int?) {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 else { return (nil, nil) }
    return (
      size.ws_col > 0 ? Int(size.ws_col) : nil, size.ws_row > 0 ? Int(size.ws_row) : nil
    )
  }

  /// Whether a file is a pipe that its reader has closed.
  package static func isUnread(_ descriptor: Int32) -> Bool {
    var entry = pollfd(fd: descriptor, events: 0, revents: 0)
    return poll(&entry, 1, 0) > 0 && Int32(entry.revents) & Int32(POLLERR) != 0
  }
}
