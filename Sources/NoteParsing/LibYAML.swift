import CYAML

// The only file that knows libyaml. It is used by its events: scalars stay text, so that what they mean is
// decided by YAML 1.2's core schema, and every value keeps its place in the file.

/// Reads any front matter into a tree.
struct LibYAML {
  /// What is wrong with a front matter, and where.
  struct Failure: Error {
    var offset: Int
    var message: String
  }

  /// Deeper values are refused: reading them would need as deep a stack.
  static let maximumDepth = 256

  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let file: UnsafePointer<UInt8>
  private let end: Int
  /// libyaml counts characters; this is the byte that character `cursorIndex` begins at.
  private var cursor: Int
  private var cursorIndex = 0
  private var anchors: [String: Int32] = [:]
  /// What libyaml reads in place of characters that it would end a line at.
  private var standIns: BreakStandIns?

  /// Reads `file[start..<end]`, which must be UTF-8, into `tree`.
  static func read(
    _ file: UnsafePointer<UInt8>, _ start: Int, _ end: Int, into tree: inout YAMLTree
  ) throws(Failure) {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    defer { parser.deallocate() }
    guard yaml_parser_initialize(parser) == 1 else {
      throw Failure(offset: start, message: "out of memory")
    }
    defer { yaml_parser_delete(parser) }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    var reader = LibYAML(parser: parser, file: file, end: end, cursor: start)
    guard let standIns = BreakStandIns(file, start, end) else {
      yaml_parser_set_input_string(parser, file + start, end - start)
      try reader.readStream(into: &tree)
      return
    }
    reader.standIns = standIns
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: standIns.bytes.count)
    defer { copy.deallocate() }
    copy.initialize(from: standIns.bytes, count: standIns.bytes.count)
    yaml_parser_set_input_string(parser, copy, standIns.bytes.count)
    try reader.readStream(into: &tree)
  }

  private init(
    parser: UnsafeMutablePointer<yaml_parser_t>, file: UnsafePointer<UInt8>, end: Int, cursor: Int
  ) {
    self.parser = parser
    self.file = file
    self.end = end
    self.cursor = cursor
  }

  private mutating func readStream(into tree: inout YAMLTree) throws(Failure) {
    var documents = 0
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
      defer { yaml_event_delete(&event) }
      switch event.type {
      case YAML_STREAM_END_EVENT: return
      case YAML_DOCUMENT_START_EVENT:
        documents += 1
        if documents > 1 {
          throw Failure(offset: offset(event.start_mark), message: "more than one document")
        }
      case YAML_SCALAR_EVENT: addScalar(event, to: &tree)
      case YAML_SEQUENCE_START_EVENT:
        try open(.list, event, event.data.sequence_start.anchor, in: &tree)
      case YAML_MAPPING_START_EVENT:
        try open(.map, event, event.data.mapping_start.anchor, in: &tree)
      case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
        // The end of a block collection has no length and stands where the next thing begins.
        let isFlow = event.end_mark.index > event.start_mark.index
        tree.close(at: isFlow ? offset(event.end_mark) : nil)
      case YAML_ALIAS_EVENT: try addAlias(event, to: &tree)
      default: break
      }
    }
  }

  private mutating func open(
    _ kind: YAMLTree.Kind, _ event: yaml_event_t, _ anchor: UnsafeMutablePointer<UInt8>?,
    in tree: inout YAMLTree
  ) throws(Failure) {
    let start = offset(event.start_mark)
    guard tree.depth < Self.maximumDepth else {
      throw Failure(offset: start, message: "values are nested more than 256 deep")
    }
    let index = tree.open(kind, at: start)
    // Until it is closed, an alias to it would stand inside of what it stands for.
    if let anchor { anchors[String(cString: anchor)] = index }
  }

  private mutating func addScalar(_ event: yaml_event_t, to tree: inout YAMLTree) {
    let scalar = event.data.scalar
    let start = offset(event.start_mark)
    var node = YAMLTree.Node(
      kind: .scalar, start: Int32(truncatingIfNeeded: start), end: 0)
    var last = offset(event.end_mark)
    while last > start, file[last - 1].isSpace { last -= 1 }
    node.end = Int32(truncatingIfNeeded: last)
    node.isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE && scalar.plain_implicit == 1
    node.isCooked = true
    node.textStart = Int32(truncatingIfNeeded: tree.cooked.count)
    tree.cooked.append(
      contentsOf: UnsafeBufferPointer(start: scalar.value, count: scalar.length))
    standIns?.restore(&tree.cooked[Int(node.textStart)...])
    node.textEnd = Int32(truncatingIfNeeded: tree.cooked.count)
    let index = tree.add(node)
    if let anchor = scalar.anchor { anchors[String(cString: anchor)] = index }
  }

  private mutating func addAlias(
    _ event: yaml_event_t, to tree: inout YAMLTree
  ) throws(Failure) {
    let start = offset(event.start_mark)
    let last = offset(event.end_mark)
    let name = String(cString: event.data.alias.anchor)
    guard let target = anchors[name] else {
      throw Failure(offset: start, message: "'*\(name)' has no anchor before it")
    }
    guard !tree.isOpen(target) else {
      throw Failure(offset: start, message: "'*\(name)' stands inside of its own anchor")
    }
    var node = YAMLTree.Node(
      kind: .alias, start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: last))
    node.target = target
    tree.add(node)
  }

  // MARK: Places

  /// Returns the file's offset of a mark; marks come in the order of the file, or nearly so.
  private mutating func offset(_ mark: yaml_mark_t) -> Int {
    let index = Int(mark.index)
    while cursorIndex < index, cursor < end {
      cursor += 1
      while cursor < end, file[cursor] & 0xC0 == 0x80 { cursor += 1 }
      cursorIndex += 1
    }
    while cursorIndex > index {
      cursor -= 1
      while file[cursor] & 0xC0 == 0x80 { cursor -= 1 }
      cursorIndex -= 1
    }
    return cursor
  }

  private mutating func failure() -> Failure {
    let message = parser.pointee.problem.map { String(cString: $0) } ?? "not valid"
    if parser.pointee.error == YAML_READER_ERROR {
      return Failure(
        offset: min(cursor + Int(parser.pointee.problem_offset), end), message: message)
    }
    return Failure(offset: min(offset(parser.pointee.problem_mark), end), message: message)
  }
}
