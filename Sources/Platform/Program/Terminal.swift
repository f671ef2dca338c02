#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What stands behind an open file where a person reads it.
package enum Terminal {
  /// Whether a file is a terminal.
  package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// The terminal that the program was started from, wherever its files lead.
  static let path = "/dev/tty"

  /// Whether the program was started from a terminal.
  package static var isThere: Bool {
    let file = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    if file >= 0 { close(file) }
    return file >= 0
  }

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

/// How the terminal takes keys, to be set again after a program that changed it and was killed.
package struct TerminalState {
  private var attributes = termios()

  /// Returns nil where there is no terminal.
  package init?() {
    let file = open(Terminal.path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    guard tcgetattr(file, &attributes) == 0 else { return nil }
  }

  /// Sets it again, and leaves the screen that a program may have opened for itself.
  package func restore() {
    let file = open(Terminal.path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard file >= 0 else { return }
    defer { close(file) }
    var attributes = attributes
    tcsetattr(file, TCSADRAIN, &attributes)
    // No mouse, no marks around what is pasted, a cursor, the usual colours, the usual screen.
    let text =
      "\u{1B}[?1000l\u{1B}[?1002l\u{1B}[?1006l\u{1B}[?2004l\u{1B}[?25h\u{1B}[m\u{1B}[?1049l"
    Array(text.utf8).withUnsafeBytes { try? FileSystem.write($0, to: file) }
  }
}
