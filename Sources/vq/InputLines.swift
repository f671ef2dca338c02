import Characters
import Platform

/// The lines of standard input.
struct InputLines {
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  /// Returns the next line without its end, and whether the input had to be read for it.
  ///
  /// - Parameter beforeWaiting: Called before the input is read, which may take for ever: who writes it may be waiting
  ///   for an answer.
  mutating func next(beforeWaiting: () -> Void = {}) -> (line: String, hadToWait: Bool)? {
    var hadToWait = false
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: .lineFeed) {
        defer { start = end + 1 }
        return (text(start..<end), hadToWait)
      }
      searched = buffer.count
      if isAtEnd {
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        return (text(start..<buffer.count), hadToWait)
      }
      hadToWait = true
      beforeWaiting()
      searched -= start
      read()
    }
  }

  /// Returns everything that standard input has.
  static func all() -> [UInt8] {
    var lines = InputLines()
    while !lines.isAtEnd { lines.read() }
    return lines.buffer
  }

  private func text(_ range: Range<Int>) -> String {
    let end =
      range.isEmpty || buffer[range.upperBound - 1] != .carriageReturn
      ? range.upperBound : range.upperBound - 1
    return String(decoding: buffer[range.lowerBound..<end], as: UTF8.self)
  }

  /// Drops what was handed out and appends what there is.
  private mutating func read() {
    buffer.removeSubrange(..<start)
    start = 0
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    // Input that cannot be read has ended.
    let count = (try? FileSystem.readNext(0, into: &chunk)) ?? 0
    buffer += chunk[..<count]
    isAtEnd = count == 0
  }
}
