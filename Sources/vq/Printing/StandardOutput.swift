import Platform

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
    do throws(SystemError) { try FileSystem.write(bytes, to: 1) } catch {
      if error.code == SystemError.Code.closedPipe { Program.exit(0) }
      Messages.line("vq: cannot write the answer: \(error.reason)")
      Program.exit(2)
    }
  }

  /// Whether it is a pipe that its reader has closed.
  static var isUnread: Bool { Terminal.isUnread(1) }

  /// Whether a person reads it, rather than a program.
  static let isTerminal = Terminal.isTerminal(1)

  /// Columns of the terminal; 80 where there is none.
  static var columns: Int { (isTerminal ? Terminal.size(1).columns : nil) ?? 80 }

  /// Rows of the terminal; 24 where there is none.
  static var rows: Int { (isTerminal ? Terminal.size(1).rows : nil) ?? 24 }
}
