import NoteModel

/// A front matter's values as they are written, from either reader.
///
/// Nodes lie in one array; the children of a node are linked in the order of the file.
struct YAMLTree {
  enum Kind: UInt8 { case scalar, list, map, alias }

  struct Node {
    var kind: Kind
    /// Whether a scalar has neither quotes nor `|` or `>`, so that it may be a number.
    var isPlain = false
    /// Whether `text` lies in `YAMLTree.cooked` and not in the file.
    var isCooked = false
    /// Offsets into the file.
    var start: Int32
    var end: Int32
    var textStart: Int32 = 0
    var textEnd: Int32 = 0
    /// In a map the node of the child's key.
    var key: Int32 = -1
    /// The first child of a list or map; what an alias stands for.
    var firstChild: Int32 = -1
    var next: Int32 = -1

    var target: Int32 {
      get { firstChild }
      set { firstChild = newValue }
    }
  }

  private struct Frame {
    var node: Int32
    var lastChild: Int32 = -1
    var key: Int32 = -1
    var children = 0
  }

  private(set) var file: UnsafePointer<UInt8>
  private(set) var nodes: [Node] = []
  /// Text that is not written in the file as it reads.
  var cooked: [UInt8] = []
  private var frames: [Frame] = []
  /// The node that holds all others.
  var root: Int32 = 0
  /// Keys that repeat one before them.
  private(set) var repeatedKeys: [Int32] = []

  init(file: UnsafePointer<UInt8>) {
    self.file = file
  }

  var depth: Int { frames.count }

  // MARK: Building

  /// Forgets everything and gets ready for another file.
  mutating func removeAll(file: UnsafePointer<UInt8>) {
    self.file = file
    nodes.removeAll(keepingCapacity: true)
    cooked.removeAll(keepingCapacity: true)
    frames.removeAll(keepingCapacity: true)
    repeatedKeys.removeAll(keepingCapacity: true)
    root = 0
  }

  /// Lets the places of all nodes be those of another file; their texts stay what they are.
  mutating func move(to file: UnsafePointer<UInt8>, _ place: (Int32) -> Int32) {
    for index in nodes.indices where nodes[index].kind == .scalar && !nodes[index].isCooked {
      let text = bytes(nodes[index])
      nodes[index].isCooked = true
      nodes[index].textStart = Int32(truncatingIfNeeded: cooked.count)
      cooked += text
      nodes[index].textEnd = Int32(truncatingIfNeeded: cooked.count)
    }
    self.file = file
    for index in nodes.indices {
      nodes[index].start = place(nodes[index].start)
      nodes[index].end = place(nodes[index].end)
    }
  }

  /// Adds a node to the list or map that is open.
  mutating func add(_ node: Node) { attach(make(node)) }

  /// Makes a node that is not yet part of a list or map.
  mutating func make(_ node: Node) -> Int32 {
    nodes.append(node)
    return Int32(truncatingIfNeeded: nodes.count - 1)
  }

  mutating func open(_ kind: Kind, at start: Int) {
    let start = Int32(truncatingIfNeeded: start)
    frames.append(Frame(node: make(Node(kind: kind, start: start, end: start))))
  }

  /// Closes the innermost list or map and adds it to the one around it.
  mutating func close(at end: Int?) { attach(finish(at: end)) }

  /// Closes the innermost list or map; without an `end` it ends with its last child.
  mutating func finish(at end: Int?) -> Int32 {
    let frame = frames.removeLast()
    let index = Int(frame.node)
    if let end {
      nodes[index].end = Int32(truncatingIfNeeded: end)
    } else if frame.lastChild >= 0 {
      let last = nodes[Int(frame.lastChild)]
      let key = last.key >= 0 ? nodes[Int(last.key)].end : last.end
      nodes[index].end = max(last.end, key, nodes[index].end)
    }
    if nodes[index].kind == .map { replaceRepeatedKeys(frame) }
    return frame.node
  }

  /// Lets a node begin with the anchor or tag at `start`, and a scalar mean what its tag says.
  mutating func giveProperties(_ index: Int32, from start: Int, tag: String?) {
    nodes[Int(index)].start = Int32(truncatingIfNeeded: start)
    guard let tag, nodes[Int(index)].kind == .scalar else { return }
    nodes[Int(index)].isPlain = withText(index) { YAMLScalar.isTyped($0, by: tag) }
  }

  /// Hands a finished node to the list or map around it.
  mutating func attach(_ index: Int32) {
    guard let last = frames.indices.last else { return }
    if nodes[Int(frames[last].node)].kind == .map {
      guard frames[last].key >= 0 else {
        frames[last].key = index
        return
      }
      nodes[Int(index)].key = frames[last].key
      frames[last].key = -1
    }
    frames[last].children += 1
    if frames[last].lastChild < 0 {
      nodes[Int(frames[last].node)].firstChild = index
    } else {
      nodes[Int(frames[last].lastChild)].next = index
    }
    frames[last].lastChild = index
  }

  /// Lets the last value of a repeated key stand, in the place of the first.
  ///
  /// The values before it leave the map and nothing else: an alias may stand for them.
  private mutating func replaceRepeatedKeys(_ frame: Frame) {
    guard frame.children > 1 else { return }
    if frame.children <= 16, !hasRepeatedKey(frame) { return }
    // Bytes, because strings that differ in their bytes may be equal.
    var places: [[UInt8]: Int] = [:]
    places.reserveCapacity(frame.children)
    var kept: [Int32] = []
    kept.reserveCapacity(frame.children)
    var child = nodes[Int(frame.node)].firstChild
    while child >= 0 {
      let key = Array(keyText(child).utf8)
      if let place = places[key] {
        repeatedKeys.append(nodes[Int(child)].key)
        kept[place] = child
      } else {
        places[key] = kept.count
        kept.append(child)
      }
      child = nodes[Int(child)].next
    }
    guard kept.count < frame.children else { return }
    nodes[Int(frame.node)].firstChild = kept[0]
    for (index, child) in kept.enumerated() {
      nodes[Int(child)].next = index + 1 < kept.count ? kept[index + 1] : -1
    }
  }

  /// Compares each of a few keys with each other one: cheaper than to make strings of them.
  private func hasRepeatedKey(_ frame: Frame) -> Bool {
    var child = nodes[Int(frame.node)].firstChild
    while child >= 0 {
      guard isText(nodes[Int(child)].key) else { return true }
      var other = nodes[Int(frame.node)].firstChild
      while other != child {
        if haveSameText(nodes[Int(child)].key, nodes[Int(other)].key) { return true }
        other = nodes[Int(other)].next
      }
      child = nodes[Int(child)].next
    }
    return false
  }

  /// Whether a key is a scalar whose name is its text as it stands.
  private func isText(_ key: Int32) -> Bool {
    let node = nodes[Int(key)]
    return node.kind == .scalar && (!node.isPlain || withText(key) { YAMLScalar.typed($0) == nil })
  }

  private func haveSameText(_ first: Int32, _ second: Int32) -> Bool {
    let first = nodes[Int(first)]
    let second = nodes[Int(second)]
    let count = Int(first.textEnd - first.textStart)
    guard count == Int(second.textEnd - second.textStart) else { return false }
    guard !first.isCooked, !second.isCooked else {
      return bytes(first).elementsEqual(bytes(second))
    }
    for index in 0..<count
    where file[Int(first.textStart) + index] != file[Int(second.textStart) + index] {
      return false
    }
    return true
  }

  private func bytes(_ node: Node) -> [UInt8] {
    let range = Int(node.textStart)..<Int(node.textEnd)
    if node.isCooked { return Array(cooked[range]) }
    return Array(UnsafeBufferPointer(start: file + range.lowerBound, count: range.count))
  }

  // MARK: Reading

  /// Returns a scalar's text.
  func text(_ index: Int32) -> String {
    withText(index) { String(decoding: $0, as: UTF8.self) }
  }

  func withText<Result>(_ index: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let node = nodes[Int(index)]
    let start = Int(node.textStart)
    let count = Int(node.textEnd - node.textStart)
    guard node.isCooked else { return body(UnsafeBufferPointer(start: file + start, count: count)) }
    return cooked.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[start..<start + count]))
    }
  }

  /// How many children a list or map has.
  func count(ofChildren node: Node) -> Int {
    var count = 0
    var child = node.firstChild
    while child >= 0 {
      count += 1
      child = nodes[Int(child)].next
    }
    return count
  }

  /// The children of a list or map.
  func children(_ index: Int32) -> [Int32] {
    var result: [Int32] = []
    var child = nodes[Int(index)].firstChild
    while child >= 0 {
      result.append(child)
      child = nodes[Int(child)].next
    }
    return result
  }

  // MARK: Questions

  /// Whether a scalar means nothing at all.
  func isNull(_ index: Int32) -> Bool {
    let node = nodes[Int(index)]
    guard node.kind == .scalar, node.isPlain else { return false }
    return withText(index) { YAMLScalar.value(of: $0) } == .null
  }
}
