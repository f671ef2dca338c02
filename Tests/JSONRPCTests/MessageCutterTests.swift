import TestSupport
import Testing

@testable import JSONRPC

/// Messages in a stream: by lines, and behind headers that say how long they are.
@Suite struct MessageCutterTests {
  /// What comes out of a stream that arrives in pieces of some bytes.
  private static func pieces(
    _ text: String, _ framing: MessageFraming, limit: Int = 10, step: Int
  ) -> [String] {
    var cutter = MessageCutter(framing, limit: limit)
    var found: [String] = []
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: step) {
      cutter.append(bytes[start..<min(bytes.count, start + step)])
      while let piece = cutter.next() {
        switch piece {
        case .message(let bytes): found.append(String(decoding: bytes, as: UTF8.self))
        case .tooLong: found.append("too long")
        case .broken: found.append("broken")
        }
      }
    }
    return found
  }

  struct Row: CustomTestStringConvertible {
    var text: String
    var framing: MessageFraming
    var pieces: [String]
    var testDescription: String { text }
  }

  @Test(arguments: [
    Row(text: "a\nb\n", framing: .lines, pieces: ["a", "b"]),
    Row(text: "a\r\n\n \t\r\nb\n", framing: .lines, pieces: ["a", "b"]),
    // What has no end yet is no message.
    Row(text: "a\nb", framing: .lines, pieces: ["a"]),
    Row(text: "0123456789\n", framing: .lines, pieces: ["0123456789"]),
    Row(text: "0123456789a\nb\n", framing: .lines, pieces: ["too long", "b"]),
    Row(text: "0123456789abcdefghijklmnop\nb\n", framing: .lines, pieces: ["too long", "b"]),
    Row(
      text: "Content-Length: 2\r\n\r\na\ncontent-length:1\r\nContent-Type: x\r\n\r\nb",
      framing: .headers, pieces: ["a\n", "b"]),
    Row(
      text: "Content-Length: 11\r\n\r\n0123456789aContent-Length: 1\r\n\r\nb", framing: .headers,
      pieces: ["too long", "b"]),
    Row(text: "Content-Length: -1\r\n\r\nabc", framing: .headers, pieces: ["broken"]),
    Row(text: "Content-Length: 5\r\n\r\nabc", framing: .headers, pieces: []),
    Row(text: "Length: 1\r\n\r\nab\r\n\r\nc", framing: .headers, pieces: ["broken"]),
  ])
  func isCutAlikeHoweverItComes(_ row: Row) {
    for step in [1, 2, 3, 7, 1000] {
      #expect(Self.pieces(row.text, row.framing, step: step) == row.pieces, "\(step) at a time")
    }
  }

  @Test func headerWithoutAnEndIsGivenUp() {
    let text = String(repeating: "a", count: 20_000)
    #expect(Self.pieces(text, .headers, step: 1000) == ["broken"])
  }

  /// What is written in a framing is cut into the same messages.
  @Test(arguments: Rounds.seeds(50))
  func writtenIsCutIntoTheSame(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let messages = (0..<5).map { _ in
      String(repeating: "x", count: Int.random(in: 1...10, using: &random))
    }
    for framing in [MessageFraming.lines, .headers] {
      var bytes: [UInt8] = []
      for message in messages { framing.append(Array(message.utf8), to: &bytes) }
      let text = String(decoding: bytes, as: UTF8.self)
      let step = Int.random(in: 1...30, using: &random)
      #expect(Self.pieces(text, framing, step: step) == messages)
    }
  }
}
