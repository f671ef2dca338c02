// Values in block style: indentation shows what belongs together.

import Characters

extension YAMLReader {
  /// Lists and maps that may begin after an indicator: none after `key:`, lists after a bare `:`.
  enum Opening { case none, lists, any }

  /// Where a value in block style is expected.
  struct Slot {
    /// The column of the list or map that the value belongs to; its lines are indented more.
    var parent: Int
    /// Which of lists and maps may begin on the line of the indicator before.
    var opening: Opening
    /// Whether a list may stand at the column of `parent`.
    var takesList: Bool
  }

  /// Reads a value, be it none; it is not yet part of the list or map around it.
  mutating func blockNode(_ slot: Slot) throws(Failure) -> Int32 {
    let start = position
    var properties = Properties()
    while true {
      try skipSpace()
      guard isInside(slot) else { return try emptyNode(at: start, properties) }
      let first = position
      guard isProperty(position) else {
        return try content(slot, at: first, Properties(), properties)
      }
      let own = try readProperties(isInFlow: false)
      guard isLineEnd(position) || isComment(position) else {
        return try content(slot, at: first, own, properties)
      }
      try merge(own, into: &properties)
    }
  }

  /// Whether the text at `position` may belong to a slot.
  private func isInside(_ slot: Slot) -> Bool {
    guard position < end else { return false }
    if position > line.content || line.indent > slot.parent { return true }
    return line.indent == slot.parent && slot.takesList && isIndicator(UInt8(ascii: "-"))
  }

  /// Makes sure that a list or map may begin at `first`.
  private func checkStart(_ slot: Slot, _ first: Int, isList: Bool) throws(Failure) {
    let isAllowed = slot.opening == .any || (slot.opening == .lists && isList)
    guard first <= line.content || isAllowed else {
      throw failure("a list or map cannot begin on the line of its key")
    }
    try checkTabs(before: first)
  }

  /// Makes sure that nothing but spaces stands before a list or map.
  private func checkTabs(before first: Int) throws(Failure) {
    var index = first - 1
    while index >= line.start, bytes[index].isBlank {
      guard bytes[index] == .space else {
        throw Failure(offset: index, message: "a tab cannot indent a list or map")
      }
      index -= 1
    }
  }

  /// Reads a value whose properties have been read: its `own` stand on its line, the others above.
  private mutating func content(
    _ slot: Slot, at first: Int, _ own: Properties, _ above: Properties
  ) throws(Failure) -> Int32 {
    let column = first - line.start
    if isIndicator(UInt8(ascii: "-")) || isIndicator(UInt8(ascii: "?")) {
      let isList = bytes[position] == UInt8(ascii: "-")
      if isList, slot.opening == .none, first > line.content, own.isEmpty, above.isEmpty,
        isLastOnLine()
      {
        try checkTabs(before: first)
        return try blockList(slot.parent, above)
      }
      try checkStart(slot, first, isList: isList)
      guard own.isEmpty else { throw failure("expected a line break after an anchor or tag") }
      return isList ? try blockList(column, above) : try blockMap(column, at: first, nil, above)
    }
    if position < end, bytes[position] == UInt8(ascii: "|") || bytes[position] == UInt8(ascii: ">")
    {
      var properties = above
      try merge(own, into: &properties)
      return try blockText(slot.parent, properties)
    }
    let isEmptyKey = isIndicator(UInt8(ascii: ":"))
    let begin = line.start
    let node = isEmptyKey ? try emptyNode(at: first, own) : try inlineNode(slot.parent, false)
    let colon = skipBlanks(position)
    guard colon < end, bytes[colon] == UInt8(ascii: ":"), isSpace(colon + 1) else {
      var properties = above
      try merge(own, into: &properties)
      try apply(properties, to: node)
      return node
    }
    guard line.start == begin else { throw failure("a key must stand on one line") }
    try checkStart(slot, first, isList: false)
    if !isEmptyKey { try apply(own, to: node) }
    position = colon
    return try blockMap(column, at: first, node, above)
  }

  /// Whether nothing but a comment follows the indicator at `position`.
  private func isLastOnLine() -> Bool {
    let next = skipBlanks(position + 1)
    return isLineEnd(next) || isComment(next)
  }

  // MARK: Lists and maps

  /// Reads the list whose first hyphen stands at `position`.
  private mutating func blockList(
    _ column: Int, _ properties: Properties
  ) throws(Failure) -> Int32 {
    try open(.list, at: position)
    repeat {
      position += 1
      tree.attach(try blockNode(Slot(parent: column, opening: .any, takesList: false)))
    } while try isAtEntry(column) && isIndicator(UInt8(ascii: "-"))
    let index = tree.finish(at: nil)
    finish(index, properties)
    return index
  }

  /// Reads a map; `key` is its first key, after whose colon `position` stands, or it begins with `?`.
  private mutating func blockMap(
    _ column: Int, at start: Int, _ key: Int32?, _ properties: Properties
  ) throws(Failure) -> Int32 {
    try open(.map, at: start)
    if let key { try attachEntry(key, start, column) } else { try mapEntry(column) }
    while try isAtEntry(column) { try mapEntry(column) }
    let index = tree.finish(at: nil)
    finish(index, properties)
    return index
  }

  /// Goes to the next line with content; returns whether it may be an entry at `column`.
  private mutating func isAtEntry(_ column: Int) throws(Failure) -> Bool {
    try skipSpace()
    guard position < end else { return false }
    guard position == line.content else { throw failure("expected nothing more on this line") }
    guard line.indent >= column else { return false }
    guard line.indent == column else { throw failure("this line is indented too far") }
    try checkTabs(before: position)
    return true
  }

  private mutating func mapEntry(_ column: Int) throws(Failure) {
    let start = position
    if isIndicator(UInt8(ascii: "?")) {
      position += 1
      let slot = Slot(parent: column, opening: .any, takesList: true)
      let key = try blockNode(slot)
      try attachKey(key)
      let hasValue = try isAtEntry(column) && isIndicator(UInt8(ascii: ":"))
      if hasValue { position += 1 }
      let none = Int(tree.nodes[Int(key)].end)
      tree.attach(hasValue ? try blockNode(slot) : try emptyNode(at: none, Properties()))
      return
    }
    let own = isProperty(position) ? try readProperties(isInFlow: false) : Properties()
    if isIndicator(UInt8(ascii: ":")) {
      return try attachEntry(try emptyNode(at: start, own), start, column)
    }
    guard position < end, !isIndicator(UInt8(ascii: "-")), !isLineEnd(position),
      bytes[position] != UInt8(ascii: "|"), bytes[position] != UInt8(ascii: ">")
    else { throw Failure(offset: start, message: "expected 'key: value'") }
    let begin = line.start
    let node = try inlineNode(column, false)
    let colon = skipBlanks(position)
    guard line.start == begin, colon < end, bytes[colon] == UInt8(ascii: ":"), isSpace(colon + 1)
    else { throw Failure(offset: start, message: "expected 'key: value'") }
    try apply(own, to: node)
    position = colon
    try attachEntry(node, start, column)
  }

  /// Attaches a key that began at `start`, and the value after the colon at `position`.
  private mutating func attachEntry(
    _ key: Int32, _ start: Int, _ column: Int
  ) throws(Failure) {
    guard position - start <= Self.maximumKeyLength else {
      throw Failure(offset: start, message: "a key is longer than 1,024 bytes")
    }
    try attachKey(key)
    let isAlone = tree.nodes[Int(key)].start == tree.nodes[Int(key)].end
    position += 1
    tree.attach(
      try blockNode(Slot(parent: column, opening: isAlone ? .lists : .none, takesList: true)))
  }

  /// Attaches a key; the name of one that is not a scalar is made of its source, so it has a limit.
  mutating func attachKey(_ key: Int32) throws(Failure) {
    let node = tree.nodes[Int(key)]
    guard node.kind == .scalar || Int(node.end - node.start) <= Self.maximumKeyLength else {
      throw Failure(
        offset: Int(node.start), message: "a key that is a list or map is longer than 1,024 bytes")
    }
    tree.attach(key)
  }
}
