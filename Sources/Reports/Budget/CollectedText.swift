/// Text that is printed to nowhere but memory.
final class CollectedText {
  private final class Bytes {
    var bytes: [UInt8] = []
  }

  let output: Output
  private let collected = Bytes()

  init() {
    let collected = collected
    output = Output(isTerminal: false, sink: { collected.bytes.append(contentsOf: $0) })
  }

  /// Returns what was printed since it was asked last.
  func take() -> String {
    output.flush()
    defer { collected.bytes = [] }
    return String(decoding: collected.bytes, as: UTF8.self)
  }
}
