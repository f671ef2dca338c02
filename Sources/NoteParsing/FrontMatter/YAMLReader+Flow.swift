// Values that stand on one line, and lists and maps in brackets, which may go on over lines.

extension YAMLReader {
  /// Reads an alias, text in quotes or none, or a list or map in brackets.
  mutating func inlineNode(_ parent: Int, _ isInFlow: Bool) throws(Failure) -> Int32 {
    switch bytes[position] {
    case UInt8(ascii: "*"): return try alias()
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return try quoted(parent)
    case UInt8(ascii: "["), UInt8(ascii: "{"): return try flowCollection(parent)
    default: return try plain(parent, isInFlow)
    }
  }

  func isFlowIndicator(_ index: Int) -> Bool {
    guard index < end else { return false }
    switch bytes[index] {
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
      UInt8(ascii: "}"):
      return true
    default: return false
    }
  }

  /// Whether `?` or `:` stands at `position` for itself and is not the beginning of text.
  private func isFlowSign(_ byte: UInt8) -> Bool {
    position < end && bytes[position] == byte
      && (isSpace(position + 1) || isFlowIndicator(position + 1))
  }

  /// Skips white space within brackets; what stands on a new line must be indented.
  private mutating func skipFlowSpace(_ parent: Int) throws(Failure) {
    try skipSpace()
    guard position == line.content, position < end else { return }
    let isClosing = bytes[position] == UInt8(ascii: "]") || bytes[position] == UInt8(ascii: "}")
    guard line.indent > parent || (isClosing && line.indent == parent) else {
      throw failure("what stands in brackets must be indented more than the key before")
    }
  }

  /// Reads a list or map in brackets.
  private mutating func flowCollection(_ parent: Int) throws(Failure) -> Int32 {
    let isList = bytes[position] == UInt8(ascii: "[")
    let close = isList ? UInt8(ascii: "]") : UInt8(ascii: "}")
    try open(isList ? .list : .map, at: position)
    position += 1
    while true {
      try skipFlowSpace(parent)
      if position < end, bytes[position] == close { break }
      try isList ? flowItem(parent) : flowEntry(parent)
      try skipFlowSpace(parent)
      guard position < end, bytes[position] == close || bytes[position] == UInt8(ascii: ",") else {
        throw failure("expected ',' or '\(isList ? "]" : "}")'")
      }
      if bytes[position] == UInt8(ascii: ",") { position += 1 }
    }
    position += 1
    return tree.finish(at: position)
  }

  /// Reads an item of a list; `a: b` in one is a map of its own.
  private mutating func flowItem(_ parent: Int) throws(Failure) {
    let start = position
    if isFlowSign(UInt8(ascii: "?")) {
      try open(.map, at: start)
      try flowEntry(parent)
      tree.attach(tree.finish(at: nil))
      return
    }
    let begin = line.start
    let isJSON = position < end && isJSONStart(position)
    let key = try flowNode(parent, mayBeEmpty: isFlowSign(UInt8(ascii: ":")))
    let keyEnd = position
    let isKeyLine = line.start == begin
    try skipFlowSpace(parent)
    guard position < end, bytes[position] == UInt8(ascii: ":"),
      isJSON || isFlowSign(UInt8(ascii: ":"))
    else {
      tree.attach(key)
      return
    }
    guard isKeyLine, line.start == begin else { throw failure("a key must stand on one line") }
    guard keyEnd - start <= Self.maximumKeyLength else {
      throw Failure(offset: start, message: "a key is longer than 1,024 bytes")
    }
    try open(.map, at: start)
    try attachKey(key)
    try flowValue(parent)
    tree.attach(tree.finish(at: nil))
  }

  private func isJSONStart(_ index: Int) -> Bool {
    switch bytes[index] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "["), UInt8(ascii: "{"): true
    default: false
    }
  }

  /// Reads `key: value`, `? key: value` or a key alone.
  private mutating func flowEntry(_ parent: Int) throws(Failure) {
    let isExplicit = isFlowSign(UInt8(ascii: "?"))
    if isExplicit {
      position += 1
      try skipFlowSpace(parent)
    }
    let isJSON = position < end && isJSONStart(position)
    try attachKey(try flowNode(parent, mayBeEmpty: isExplicit || isFlowSign(UInt8(ascii: ":"))))
    let keyEnd = position
    try skipFlowSpace(parent)
    guard position < end, bytes[position] == UInt8(ascii: ":"),
      isJSON || isFlowSign(UInt8(ascii: ":"))
    else {
      tree.attach(try emptyNode(at: keyEnd, Properties()))
      return
    }
    try flowValue(parent)
  }

  /// Reads the value after the colon at `position`.
  private mutating func flowValue(_ parent: Int) throws(Failure) {
    position += 1
    try skipFlowSpace(parent)
    tree.attach(try flowNode(parent, mayBeEmpty: true))
  }

  /// Reads a value within brackets.
  private mutating func flowNode(
    _ parent: Int, mayBeEmpty: Bool
  ) throws(Failure) -> Int32 {
    let start = position
    var properties = Properties()
    while isProperty(position) {
      try merge(try readProperties(isInFlow: true), into: &properties)
      try skipFlowSpace(parent)
    }
    guard position < end else { throw failure("a bracket is never closed") }
    let isSeparator =
      bytes[position] == UInt8(ascii: ",") || bytes[position] == UInt8(ascii: "]")
      || bytes[position] == UInt8(ascii: "}")
    if isSeparator || isFlowSign(UInt8(ascii: ":")) {
      guard mayBeEmpty || !properties.isEmpty else { throw failure("expected a value") }
      return try emptyNode(at: start, properties)
    }
    let node = try inlineNode(parent, true)
    try apply(properties, to: node)
    return node
  }
}
