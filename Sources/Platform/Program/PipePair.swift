#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Two open files by which a program talks with another one, such as standard input and output.
package struct PipePair: Sendable {
  package let input: Int32
  package let output: Int32

  package init(input: Int32, output: Int32) {
    self.input = input
    self.output = output
  }

  /// Waits until there is something to read or the other side is gone.
  ///
  /// The end of what can be read is something to read as well: of zero bytes.
  ///
  /// - Returns: Whether the other side still takes what is written.
  package func waitForInput() -> Bool {
    while true {
      var entries = [
        pollfd(fd: input, events: Int16(POLLIN), revents: 0),
        pollfd(fd: output, events: 0, revents: 0),
      ]
      if poll(&entries, 2, -1) < 0 {
        if errno == EINTR { continue }
        return true
      }
      return Int32(entries[1].revents) & Int32(POLLERR | POLLHUP | POLLNVAL) == 0
    }
  }
}
