internal import CTOML

/// Reads TOML, the language of configuration files. The rules are those of toml++.
package enum TOMLDocument {
  /// Returns the keys of the document, in the order of their letters.
  package static func entries(_ bytes: [UInt8]) throws(TOMLMistake) -> [TOMLEntry] {
    if let line = deepLine(bytes) {
      throw TOMLMistake(line: line, column: 1, sentence: "a key of more than \(mostDots) parts")
    }
    var builder = Builder()
    var mistake = toml_mistake()
    let isRead = bytes.withUnsafeBytes { bytes in
      withUnsafeMutablePointer(to: &builder) { builder in
        toml_read(
          bytes.bindMemory(to: CChar.self).baseAddress, bytes.count, builder,
          { context, event, text, count, number, line in
            context?.assumingMemoryBound(to: Builder.self).pointee
              .take(event, UnsafeRawBufferPointer(start: text, count: count), number, Int(line))
          }, &mistake)
      }
    }
    if isRead != 0, case .table(let entries) = builder.value { return entries }
    let sentence = withUnsafeBytes(of: &mistake.text) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    throw TOMLMistake(
      line: Int(mistake.line), column: Int(mistake.column), sentence: sentence)
  }

  /// Dots of a line, at most: toml++ calls itself for each part of a key, and an end of the stack is a crash.
  private static let mostDots = 1_000

  /// The first line with more dots than any key needs; nil where there is none.
  private static func deepLine(_ bytes: [UInt8]) -> Int? {
    var (line, dots) = (1, 0)
    for byte in bytes {
      if byte == UInt8(ascii: "\n") {
        line += 1
        dots = 0
      } else if byte == UInt8(ascii: ".") {
        dots += 1
        if dots > mostDots { return line }
      }
    }
    return nil
  }

  /// Puts values together from what the reader hands out.
  private struct Builder {
    private(set) var value: TOMLValue?
    /// The tables and lists that are not at their end, and the key of the value that comes next.
    private var open: [(isTable: Bool, entries: [TOMLEntry], values: [TOMLValue])] = []
    private var keys: [(text: String, line: Int)] = []

    mutating func take(
      _ event: toml_event, _ text: UnsafeRawBufferPointer, _ number: Int64, _ line: Int
    ) {
      switch event {
      case toml_key: keys.append((String(decoding: text, as: UTF8.self), line))
      case toml_table, toml_list: open.append((event == toml_table, [], []))
      case toml_end:
        guard let ended = open.popLast() else { return }
        add(ended.isTable ? .table(ended.entries) : .list(ended.values))
      case toml_text: add(.text(String(decoding: text, as: UTF8.self)))
      case toml_integer: add(.integer(Int(number)))
      case toml_boolean: add(.boolean(number != 0))
      default: add(.other)
      }
    }

    private mutating func add(_ value: TOMLValue) {
      guard let last = open.indices.last else {
        self.value = value
        return
      }
      if !open[last].isTable {
        open[last].values.append(value)
      } else if let key = keys.popLast() {
        open[last].entries.append(TOMLEntry(key: key.text, value: value, line: key.line))
      }
    }
  }
}
