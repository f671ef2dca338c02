/// Bytes on their way out, gathered into large writes.
///
/// It holds no file: the program passes in what writes, a test what collects.
package final class Output {
  /// Whether a person reads it, rather than a program.
  let isTerminal: Bool
  private let width: () -> Int
  private let sink: (UnsafeRawBufferPointer) -> Void
  private var buffer: [UInt8] = []
  private var hasTable = false
  private var files: Set<String> = []

  /// Most bytes that are held back before they are written.
  private static let most = 1 << 16

  /// - Parameters:
  ///   - width: Returns the columns of the terminal, which can change.
  ///   - sink: Takes the bytes, a large piece at a time.
  package init(
    isTerminal: Bool, width: @escaping () -> Int = { 80 },
    sink: @escaping (UnsafeRawBufferPointer) -> Void
  ) {
    self.isTerminal = isTerminal
    self.width = width
    self.sink = sink
  }

  /// Returns what is printed to a terminal of so many columns.
  static func text(columns: Int, _ print: (Output) throws -> Void) rethrows -> String {
    var bytes: [UInt8] = []
    let output = Output(
      isTerminal: true, width: { columns }, sink: { bytes.append(contentsOf: $0) })
    try print(output)
    output.flush()
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Columns that a line may take; nil where lines are not broken.
  var columns: Int? { isTerminal ? width() : nil }

  /// Says that a table begins; returns whether it is the first one.
  func beginsTable() -> Bool {
    defer { hasTable = true }
    return !hasTable
  }

  /// Returns whether a file is listed for the first time.
  func isFirst(file: String) -> Bool { files.insert(file).inserted }

  /// Writes text as it is.
  package func write(_ text: String) {
    if text.utf8.count > Self.most {
      // Not copied once more: it can be as long as a note.
      flush()
      var text = text
      text.withUTF8 { sink(UnsafeRawBufferPointer($0)) }
      return
    }
    buffer += text.utf8
    flushIfLong()
  }

  /// Writes a short text and what ends it.
  func write(_ text: String, end: String) {
    var (text, end) = (text, end)
    // Each piece at once: the bytes of a text one by one take ten times as long.
    text.withUTF8 { text in
      end.withUTF8 { end in
        buffer.append(contentsOf: text)
        buffer.append(contentsOf: end)
      }
    }
    flushIfLong()
  }

  /// Writes bytes as they are.
  package func write(_ bytes: [UInt8]) {
    flush()
    bytes.withUnsafeBytes { sink($0) }
  }

  /// Writes text with something else in the place of some bytes.
  ///
  /// - Parameter replacement: Is asked about each byte, in order; returns nil for a byte that stays.
  func write(_ text: String, replacing replacement: (UInt8) -> String?) {
    var text = text
    text.withUTF8 { bytes in
      var start = 0
      for index in bytes.indices {
        let other = replacement(bytes[index])
        if other == nil, index - start < Self.most { continue }
        buffer += bytes[start..<index]
        buffer += (other ?? "").utf8
        start = other == nil ? index : index + 1
        flushIfLong()
      }
      buffer += bytes[start...]
      flushIfLong()
    }
  }

  /// Writes a row as it looks, and a line feed.
  ///
  /// - Parameter mark: What stands at the left of it.
  func line(_ row: StyledText, _ style: Style, mark: String = "") {
    if !mark.isEmpty { buffer += mark.utf8 }
    style.append(row, to: &buffer)
    buffer.append(0x0A)
    flushIfLong()
  }

  /// Writes text and a line feed.
  package func line(_ text: String = "") {
    if !text.isEmpty { write(text) }
    buffer.append(0x0A)
    flushIfLong()
  }

  /// Writes a value as JSON.
  func write(_ value: FieldValue) {
    if case .text(let text) = value, text.utf8.count > Self.most { return write(quoted: text) }
    value.append(to: &buffer, isForTerminal: isTerminal)
    flushIfLong()
  }

  /// Writes a long text as JSON, piece by piece.
  private func write(quoted text: String) {
    write("\"")
    var rest = text[...]
    while !rest.isEmpty {
      let end = rest.utf8.index(rest.startIndex, offsetBy: Self.most, limitedBy: rest.endIndex)
      var cut = end ?? rest.endIndex
      while cut.samePosition(in: text.unicodeScalars) == nil { cut = text.utf8.index(before: cut) }
      FieldValue.append(
        contentOf: String(rest[..<cut]), to: &buffer, isForTerminal: isTerminal)
      rest = rest[cut...]
      flush()
    }
    write("\"")
  }

  private func flushIfLong() {
    if buffer.count > Self.most { flush() }
  }

  /// Writes what was gathered.
  package func flush() {
    buffer.withUnsafeBytes { sink($0) }
    buffer.removeAll(keepingCapacity: true)
  }
}
