package import Platform

/// Reads messages until their writer is gone.
package struct MessageLoop {
  private let pipes: PipePair
  private var cutter: MessageCutter

  package init(_ pipes: PipePair, _ framing: MessageFraming) {
    self.pipes = pipes
    cutter = MessageCutter(framing)
  }

  /// Calls `body` with each message, in their order. Returns at the end of the input, or as soon as nobody reads what is
  /// written.
  package mutating func run(_ body: (IncomingMessage) -> Void) {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while pipes.waitForInput() {
      // Input that cannot be read has ended.
      let count = (try? FileSystem.readNext(pipes.input, into: &chunk)) ?? 0
      if count == 0 { return }
      cutter.append(chunk[..<count])
      while let piece = cutter.next() {
        switch piece {
        case .message(let bytes): body(IncomingMessage(bytes))
        case .tooLong:
          let limit = "a message has at most \(MessageCutter.usualLimit >> 20) MiB"
          body(.invalid(RPCError(RPCError.Code.invalidRequest, limit), nil))
        case .broken: return
        }
      }
    }
  }
}
