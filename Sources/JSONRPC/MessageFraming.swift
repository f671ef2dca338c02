import Characters

/// How messages follow each other in a stream of bytes.
package enum MessageFraming: Sendable {
  /// One message a line, as agents have it.
  case lines
  /// Each after a header that says how long it is, as editors have it.
  case headers
}

/// Cuts a stream of bytes into messages, none longer than a limit.
package struct MessageCutter {
  /// A piece of the stream.
  package enum Piece: Hashable {
    case message([UInt8])
    /// A message that is longer than the limit; it is passed over.
    case tooLong
    /// A header that does not say how long its message is: nothing after it can be read.
    case broken
  }

  /// Most bytes of a message.
  package static let usualLimit = 4 << 20
  /// Most bytes of a message's header lines.
  private static let longestHeader = 8 << 10

  private let framing: MessageFraming
  private let limit: Int
  private var buffer: [UInt8] = []
  private var start = 0
  /// How far the buffer was searched for the end of a line.
  private var searched = 0
  /// Bytes that are passed over; of a line all up to its end.
  private var passedOver = 0
  private var isInLongLine = false
  private var isBroken = false

  package init(_ framing: MessageFraming, limit: Int = Self.usualLimit) {
    self.framing = framing
    self.limit = limit
  }

  /// Takes up what was read.
  package mutating func append(_ bytes: ArraySlice<UInt8>) {
    if isBroken { return }
    if start > 0 {
      buffer.removeSubrange(..<start)
      searched = max(0, searched - start)
      start = 0
    }
    buffer += bytes
  }

  /// Returns the next piece; nil where more has to be read for one.
  package mutating func next() -> Piece? {
    switch framing {
    case .lines: nextLine()
    case .headers: nextOfHeader()
    }
  }

  private mutating func nextLine() -> Piece? {
    while true {
      guard let end = buffer[max(start, searched)...].firstIndex(of: .lineFeed) else {
        searched = buffer.count
        return longLine()
      }
      var line = buffer[start..<end]
      start = end + 1
      searched = start
      if isInLongLine {
        isInLongLine = false
        continue
      }
      if line.count > limit { return .tooLong }
      if line.last == .carriageReturn { line.removeLast() }
      if line.allSatisfy(\.isSpace) { continue }
      return .message(Array(line))
    }
  }

  /// Lets go of a line that is too long before its end has come.
  private mutating func longLine() -> Piece? {
    guard isInLongLine || buffer.count - start > limit else { return nil }
    buffer.removeAll()
    (start, searched) = (0, 0)
    defer { isInLongLine = true }
    return isInLongLine ? nil : .tooLong
  }

  private mutating func nextOfHeader() -> Piece? {
    if isBroken { return nil }
    let skipped = min(passedOver, buffer.count - start)
    start += skipped
    passedOver -= skipped
    if passedOver > 0 { return nil }
    let head = buffer[start...]
    guard let end = head.firstRange(of: Array("\r\n\r\n".utf8)) else {
      return head.count > Self.longestHeader ? breakOff() : nil
    }
    guard let length = Self.length(in: buffer[start..<end.lowerBound]) else { return breakOff() }
    if length > limit {
      start = end.upperBound
      passedOver = length
      return .tooLong
    }
    guard buffer.count - end.upperBound >= length else { return nil }
    start = end.upperBound + length
    return .message(Array(buffer[end.upperBound..<start]))
  }

  private mutating func breakOff() -> Piece {
    isBroken = true
    buffer.removeAll()
    start = 0
    return .broken
  }

  private static func length(in header: ArraySlice<UInt8>) -> Int? {
    for line in String(decoding: header, as: UTF8.self).split(separator: "\r\n") {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "content-length" else { continue }
      let digits = parts[1].filter { $0 != " " }
      return digits.utf8.allSatisfy { $0.isDigit } ? Int(digits) : nil
    }
    return nil
  }
}

extension MessageFraming {
  /// Appends a message as it goes on its way.
  func append(_ message: [UInt8], to bytes: inout [UInt8]) {
    switch self {
    case .lines:
      bytes += message
      bytes.append(.lineFeed)
    case .headers:
      bytes += "Content-Length: \(message.count)\r\n\r\n".utf8
      bytes += message
    }
  }
}
