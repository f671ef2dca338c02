// Anchors, tags and aliases.

import Characters

extension YAMLReader {
  /// The anchor and tag before a value.
  struct Properties {
    /// Where the first of them stands.
    var start = -1
    /// Where the last of them ends.
    var end = -1
    var anchor: String?
    /// What is put in the place of the anchor's node while that is being read.
    var pending: Int32 = 0
    /// The whole tag, its handle resolved.
    var tag: String?

    var isEmpty: Bool { start < 0 }
  }

  /// Whether an anchor or tag begins at `index`.
  func isProperty(_ index: Int) -> Bool {
    index < end && (bytes[index] == UInt8(ascii: "&") || bytes[index] == UInt8(ascii: "!"))
  }

  /// Reads the anchor and tag at `position`, and the blanks behind.
  mutating func readProperties(isInFlow: Bool) throws(Failure) -> Properties {
    var properties = Properties()
    while position < end {
      let start = position
      var found = Properties()
      found.start = start
      if bytes[position] == UInt8(ascii: "&") {
        position += 1
        let name = try readName("an anchor")
        found.anchor = name
        found.pending = -1 - Int32(truncatingIfNeeded: start)
        anchors[name] = found.pending
      } else if bytes[position] == UInt8(ascii: "!") {
        found.tag = try readTag()
      } else {
        break
      }
      found.end = position
      try merge(found, into: &properties)
      guard isSpace(position) || (isInFlow && isFlowIndicator(position)) else {
        throw failure("expected white space after an anchor or tag")
      }
      position = skipBlanks(position)
    }
    return properties
  }

  /// Adds properties to others of the same value.
  func merge(_ more: Properties, into properties: inout Properties) throws(Failure) {
    guard !more.isEmpty else { return }
    guard more.anchor == nil || properties.anchor == nil else {
      throw Failure(offset: more.start, message: "a value has two anchors")
    }
    guard more.tag == nil || properties.tag == nil else {
      throw Failure(offset: more.start, message: "a value has two tags")
    }
    if properties.isEmpty { properties.start = more.start }
    properties.end = more.end
    if more.anchor != nil {
      properties.anchor = more.anchor
      properties.pending = more.pending
    }
    if more.tag != nil { properties.tag = more.tag }
  }

  /// Gives a value its properties; an alias has none of its own.
  mutating func apply(_ properties: Properties, to index: Int32) throws(Failure) {
    guard !properties.isEmpty else { return }
    guard tree.nodes[Int(index)].kind != .alias else {
      throw Failure(offset: properties.start, message: "an alias has an anchor or tag")
    }
    finish(index, properties)
  }

  /// Gives a value that has been read its properties.
  mutating func finish(_ index: Int32, _ properties: Properties) {
    guard !properties.isEmpty else { return }
    // An anchor of the same name within the value comes later in the text and counts.
    if let name = properties.anchor, anchors[name] == properties.pending { anchors[name] = index }
    tree.giveProperties(index, from: properties.start, tag: properties.tag)
  }

  /// Reads a name up to white space or a bracket or comma.
  private mutating func readName(_ what: String) throws(Failure) -> String {
    let start = position
    while !isSpace(position), !isFlowIndicator(position) { position += 1 }
    guard position > start else { throw failure("\(what) has no name") }
    return String(
      decoding: UnsafeBufferPointer(start: bytes + start, count: position - start), as: UTF8.self)
  }

  /// Reads a tag and resolves its handle.
  private mutating func readTag() throws(Failure) -> String {
    let start = position
    position += 1
    if position < end, bytes[position] == UInt8(ascii: "<") {
      while !isSpace(position), bytes[position] != UInt8(ascii: ">") { position += 1 }
      guard position < end, bytes[position] == UInt8(ascii: ">") else {
        throw Failure(offset: start, message: "a tag in '<' is never closed")
      }
      position += 1
      return String(
        decoding: UnsafeBufferPointer(start: bytes + start + 2, count: position - start - 3),
        as: UTF8.self)
    }
    var handleEnd = start + 1
    while position < end, Self.isTagByte(bytes[position]) {
      if bytes[position] == UInt8(ascii: "!") { handleEnd = position + 1 }
      position += 1
    }
    let handle = String(
      decoding: UnsafeBufferPointer(start: bytes + start, count: handleEnd - start), as: UTF8.self)
    let known = handle == "!" ? "!" : handle == "!!" ? "tag:yaml.org,2002:" : nil
    guard let prefix = handles[handle] ?? known else {
      throw Failure(offset: start, message: "the tag handle '\(handle)' is not declared")
    }
    guard position > handleEnd || handle == "!" else {
      throw Failure(offset: start, message: "the tag '\(handle)' has no name")
    }
    return prefix
      + String(
        decoding: UnsafeBufferPointer(start: bytes + handleEnd, count: position - handleEnd),
        as: UTF8.self)
  }

  /// Whether a byte may stand in a tag without `<`.
  private static func isTagByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
      UInt8(ascii: "}"), UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "<"),
      UInt8(ascii: ">"), UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "|"):
      false
    default: !byte.isBlankOrControl && byte < 0x7F
    }
  }

  /// Reads the alias at `position`.
  mutating func alias() throws(Failure) -> Int32 {
    let start = position
    position += 1
    let name = try readName("an alias")
    guard let target = anchors[name] else {
      throw Failure(offset: start, message: "'*\(name)' has no anchor before it")
    }
    guard target >= 0 else {
      throw Failure(offset: start, message: "'*\(name)' stands inside of its own anchor")
    }
    var node = YAMLTree.Node(
      kind: .alias, start: Int32(truncatingIfNeeded: start),
      end: Int32(truncatingIfNeeded: position))
    node.target = target
    return try add(node)
  }
}
