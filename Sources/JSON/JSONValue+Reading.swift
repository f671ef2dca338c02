import Characters

extension JSONValue {
  /// Reads one value that is all there is, but for blanks around it.
  ///
  /// Bytes that are not UTF-8 read as U+FFFD. Throws `JSONFailure`.
  ///
  /// - Parameter depth: Most values inside of each other.
  package init(
    reading bytes: [UInt8], depth: Int = JSONReader.maximumDepth
  ) throws(JSONFailure) {
    var result: Result<JSONValue, JSONFailure>?
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var reader = JSONReader(bytes: base, start: 0, end: buffer.count)
      do throws(JSONFailure) {
        let value = try JSONValue(&reader, depth: depth)
        guard reader.isAtEnd else { throw reader.failure("expected nothing behind the value") }
        result = .success(value)
      } catch { result = .failure(error) }
    }
    guard let result else { throw JSONFailure(offset: 0, message: "expected a value") }
    self = try result.get()
  }

  private init(_ reader: inout JSONReader, depth: Int) throws(JSONFailure) {
    guard depth > 0 else { throw reader.failure("values are nested too deeply") }
    switch reader.next {
    case UInt8(ascii: "{"):
      var members: [Member] = []
      try reader.readObject { (reader, name) throws(JSONFailure) in
        members.append(Member(name, try JSONValue(&reader, depth: depth - 1)))
      }
      self = .object(members)
    case UInt8(ascii: "["):
      var values: [JSONValue] = []
      try reader.readArray { (reader) throws(JSONFailure) in
        values.append(try JSONValue(&reader, depth: depth - 1))
      }
      self = .list(values)
    case UInt8(ascii: "\""): self = .text(try reader.readString().text)
    default: self = try Self.word(&reader)
    }
  }

  private static func word(_ reader: inout JSONReader) throws(JSONFailure) -> JSONValue {
    let before = reader
    let word = try reader.readWord()
    switch word {
    case "null": return .null
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    default:
      guard JSONText.isNumber(Array(word.utf8)) else { throw before.failure("expected a value") }
      return .number(word)
    }
  }
}
