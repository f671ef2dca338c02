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

  var count: Int {
    output.flush()
    return collected.bytes.count
  }

  func tokens(from start: Int) -> Int {
    output.flush()
    return TokenCount.of(collected.bytes[start...])
  }

  func cut(to count: Int) {
    output.flush()
    collected.bytes.removeSubrange(count...)
  }

  /// All of it, without the line feed at the end.
  var string: String {
    output.flush()
    let bytes = collected.bytes
    return String(decoding: bytes.last == 0x0A ? bytes.dropLast() : bytes[...], as: UTF8.self)
  }
}
