#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Standard output, gathered into large writes.
enum StandardOutput {
  nonisolated(unsafe) private static var buffer: [UInt8] = []

  private static let most = 1 << 16

  static func write(_ text: String) {
    if text.utf8.count > most {
      // Not copied once more: it can be as long as a note.
      flush()
      var text = text
      text.withUTF8 { write(UnsafeRawBufferPointer($0)) }
      return
    }
    buffer += text.utf8
    if buffer.count > most { flush() }
  }

  static func write(_ value: JSON) {
    if case .text(let text) = value, text.utf8.count > most { return write(quoted: text) }
    value.append(to: &buffer)
    if buffer.count > most { flush() }
  }

  /// Writes a long text as JSON, piece by piece.
  private static func write(quoted text: String) {
    write("\"")
    var rest = text[...]
    while !rest.isEmpty {
      let end = rest.utf8.index(rest.startIndex, offsetBy: most, limitedBy: rest.endIndex)
      var cut = end ?? rest.endIndex
      while cut.samePosition(in: text.unicodeScalars) == nil { cut = text.utf8.index(before: cut) }
      JSON.append(contentOf: String(rest[..<cut]), to: &buffer)
      rest = rest[cut...]
      flush()
    }
    write("\"")
  }

  static func line(_ text: String = "") {
    write(text)
    write("\n")
  }

  /// Begins an object whose last member is a long list; `element` and `endList` write the rest of it.
  static func beginList(_ members: [(String, JSON)], list: String) {
    let head = JSON.object(members + [(list, .null)]).text
    write(String(head.dropLast("null}".count)) + "[")
    isFirstElement = true
  }

  /// Writes the next element of the list that was begun.
  static func element(_ value: JSON) {
    if !isFirstElement { buffer.append(UInt8(ascii: ",")) }
    isFirstElement = false
    write(value)
  }

  static func endList() { line("]}") }

  nonisolated(unsafe) private static var isFirstElement = true

  /// Writes what was gathered.
  static func flush() {
    buffer.withUnsafeBytes { write($0) }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Writes bytes. A pipe that its reader has closed ends the program, and that is success.
  private static func write(_ bytes: UnsafeRawBufferPointer) {
    var offset = 0
    while offset < bytes.count {
      #if canImport(Glibc)
        let written = Glibc.write(1, bytes.baseAddress.map { $0 + offset }, bytes.count - offset)
      #else
        let written = Darwin.write(1, bytes.baseAddress.map { $0 + offset }, bytes.count - offset)
      #endif
      if written < 0 {
        if errno == EINTR { continue }
        if errno == EPIPE { exit(0) }
        Messages.line(
          "vq: cannot write the answer: \(String(cString: strerror(errno)).lowercased())")
        exit(2)
      }
      offset += written
    }
  }

  /// Whether it is a pipe that its reader has closed.
  static var isUnread: Bool {
    var entry = pollfd(fd: 1, events: 0, revents: 0)
    return poll(&entry, 1, 0) > 0 && Int32(entry.revents) & Int32(POLLERR) != 0
  }

  /// Whether a person reads it, rather than a program.
  static let isTerminal = isatty(1) == 1

  /// Columns of the terminal; 80 where there is none.
  static var columns: Int {
    var size = winsize()
    if isTerminal, ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return Int(size.ws_col)
    }
    return 80
  }

  /// Rows of the terminal; 24 where there is none.
  static var rows: Int {
    var size = winsize()
    if isTerminal, ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 {
      return Int(size.ws_row)
    }
    return 24
  }
}
