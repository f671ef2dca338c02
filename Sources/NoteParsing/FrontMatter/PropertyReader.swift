import Characters
import NoteModel

// What the front matter says of a note. Keys are compared without regard to case; older spellings of a key
// and lists written as one string count as well, because real vaults are full of them.

/// Turns a front matter's tree into properties, names and links.
struct PropertyReader {
  let tree: YAMLTree
  private let keepsNames: Bool
  /// How many more values aliases may unfold into.
  private var budget = 100_000
  /// How many more bytes of text aliases may repeat.
  private var repeatable = 1 << 20
  /// How many aliases lead to the value at hand.
  private var aliases = 0
  private var aliasKeys: Set<NameKey> = []
  private var questionKeys: Set<NameKey> = []

  init(tree: YAMLTree, keepsNames: Bool) {
    self.tree = tree
    self.keepsNames = keepsNames
  }

  mutating func read(into note: inout Note) throws(YAMLReader.Failure) {
    note.properties.reserveCapacity(tree.count(ofChildren: tree.nodes[Int(tree.root)]))
    var child = tree.nodes[Int(tree.root)].firstChild
    while child >= 0 {
      let node = tree.nodes[Int(child)]
      try readProperty(child, node, into: &note)
      child = node.next
    }
  }

  private mutating func readProperty(
    _ index: Int32, _ node: YAMLTree.Node, into note: inout Note
  ) throws(YAMLReader.Failure) {
    let key = tree.keyText(index)
    let keyNode = tree.nodes[Int(node.key)]
    let range = SourceRange(Int(keyNode.start), Int(max(node.end, keyNode.end)))
    let value = try value(index, depth: 0)
    note.properties.append(
      Property(key: key, value: value, origin: .frontMatter, range: range))
    guard keepsNames else { return }
    readNames(key, resolved(index), into: &note)
    readLinks(key, index, into: &note)
  }

  // MARK: Values

  private func resolved(_ index: Int32) -> Int32 {
    let node = tree.nodes[Int(index)]
    return node.kind == .alias ? node.target : index
  }

  private mutating func value(_ index: Int32, depth: Int) throws(YAMLReader.Failure)
    -> PropertyValue
  {
    let node = tree.nodes[Int(index)]
    budget -= 1
    guard budget > 0 else {
      throw failure(node, "more than 100,000 values, those of aliases counted")
    }
    switch node.kind {
    case .alias:
      // What an alias stands for is walked again wherever it is used, and may itself hold aliases.
      guard depth < YAMLReader.maximumDepth else {
        throw failure(node, "aliases are nested more than 256 deep")
      }
      aliases += 1
      defer { aliases -= 1 }
      do throws(YAMLReader.Failure) {
        return try value(node.target, depth: depth + 1)
      } catch {
        throw failure(node, error.message)
      }
    case .scalar:
      try count(node)
      if !node.isPlain { return .text(tree.text(index)) }
      return tree.withText(index) { YAMLScalar.value(of: $0) }
    case .list, .map:
      guard depth < YAMLReader.maximumDepth else {
        throw failure(node, "values are nested more than 256 deep")
      }
      return try node.kind == .list ? list(node, depth: depth + 1) : map(node, depth: depth + 1)
    }
  }

  /// Counts the text of a scalar that an alias repeats.
  private mutating func count(_ node: YAMLTree.Node) throws(YAMLReader.Failure) {
    guard aliases > 0 else { return }
    repeatable -= Int(node.textEnd - node.textStart)
    if repeatable < 0 { throw failure(node, "aliases repeat more than 1 MiB of text") }
  }

  private func failure(_ node: YAMLTree.Node, _ message: String) -> YAMLReader.Failure {
    YAMLReader.Failure(offset: Int(node.start), message: message)
  }

  private mutating func list(
    _ node: YAMLTree.Node, depth: Int
  ) throws(YAMLReader.Failure) -> PropertyValue {
    var list: [PropertyValue] = []
    list.reserveCapacity(tree.count(ofChildren: node))
    var child = node.firstChild
    while child >= 0 {
      list.append(try value(child, depth: depth))
      child = tree.nodes[Int(child)].next
    }
    return .list(list)
  }

  private mutating func map(
    _ node: YAMLTree.Node, depth: Int
  ) throws(YAMLReader.Failure) -> PropertyValue {
    var entries: [PropertyValue.Entry] = []
    var child = node.firstChild
    while child >= 0 {
      let value = try value(child, depth: depth)
      try count(tree.nodes[Int(tree.nodes[Int(child)].key)])
      entries.append(PropertyValue.Entry(key: tree.keyText(child), value: value))
      child = tree.nodes[Int(child)].next
    }
    return .map(entries)
  }

  // MARK: Names

  private mutating func readNames(_ key: String, _ index: Int32, into note: inout Note) {
    guard let kind = Self.kind(of: key) else { return }
    switch kind {
    case .tags: readTags(index, into: &note)
    case .aliases: readAliases(index, into: &note)
    case .questions: readQuestions(index, into: &note)
    case .title: readTitle(index, into: &note)
    }
  }

  private enum NameKind { case tags, aliases, questions, title }

  private static func kind(of key: String) -> NameKind? {
    guard let first = key.utf8.first, key.utf8.count <= 9 else { return nil }
    // Most keys are none of these, as their first letter tells.
    switch first | 0x20 {
    case UInt8(ascii: "t"), UInt8(ascii: "a"), UInt8(ascii: "k"), UInt8(ascii: "q"): break
    default: return nil
    }
    switch key.lowercased() {
    case "tags", "tag": return .tags
    case "aliases", "alias": return .aliases
    case "keywords", "keyword", "questions", "question": return .questions
    case "title": return .title
    default: return nil
    }
  }

  /// The node itself or, of a list, its elements; aliases resolved.
  private func elements(_ index: Int32) -> [Int32] {
    guard tree.nodes[Int(index)].kind == .list else { return [index] }
    return tree.children(index).map(resolved)
  }

  /// A scalar's text; nil for what is null or no scalar.
  private func scalarText(_ index: Int32, onlyStrings: Bool = false) -> String? {
    let node = tree.nodes[Int(index)]
    guard node.kind == .scalar else { return nil }
    guard node.isPlain else { return tree.text(index) }
    switch tree.withText(index, { YAMLScalar.value(of: $0) }) {
    case .null: return nil
    case .text(let text): return text
    default: return onlyStrings ? nil : tree.text(index)
    }
  }

  private func range(_ index: Int32) -> SourceRange {
    SourceRange(Int(tree.nodes[Int(index)].start), Int(tree.nodes[Int(index)].end))
  }

  private func readTitle(_ index: Int32, into note: inout Note) {
    guard note.title.isEmpty, let text = scalarText(index) else { return }
    note.title = Self.trimmed(Substring(text))
  }

  private func readTags(_ index: Int32, into note: inout Note) {
    for element in elements(index) {
      guard let text = scalarText(element, onlyStrings: true) else { continue }
      let range = range(element)
      if Self.isOneTag(text) {
        note.tags.append(Tag(name: text, origin: .frontMatter, range: range))
      } else {
        Self.forEachTag(in: text) { name in
          note.tags.append(Tag(name: String(name), origin: .frontMatter, range: range))
        }
      }
    }
  }

  /// Cuts a text at commas and white space into the tags it names.
  private static func forEachTag(in text: String, _ body: (Substring) -> Void) {
    let scalars = text.unicodeScalars
    var start = scalars.startIndex
    while start < scalars.endIndex {
      let end = scalars[start...].firstIndex(where: isTagEnd) ?? scalars.endIndex
      var name = text[start..<end]
      start = end < scalars.endIndex ? scalars.index(after: end) : end
      if name.utf8.first == UInt8(ascii: "#") { name = Substring(name.utf8.dropFirst()) }
      while name.utf8.last == UInt8(ascii: "/") { name = Substring(name.utf8.dropLast()) }
      guard name.utf8.contains(where: { !$0.isDigit && $0 != UInt8(ascii: "/") }) else { continue }
      body(name)
    }
  }

  private static func isTagEnd(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      ? scalar == "," || UInt8(truncatingIfNeeded: scalar.value).isSpace
      : scalar.properties.isWhitespace
  }

  /// Whether a text is one tag as it stands: ASCII letters, digits and hyphens, a letter first.
  private static func isOneTag(_ text: String) -> Bool {
    text.utf8.first?.isLetter == true
      && text.utf8.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "-") }
  }

  private mutating func readAliases(_ index: Int32, into note: inout Note) {
    let isList = tree.nodes[Int(index)].kind == .list
    for element in elements(index) {
      guard let text = scalarText(element) else { continue }
      let pieces =
        isList
        ? [Substring(text)]
        : text.unicodeScalars.split { $0 == "," || $0 == "\n" }.map(Substring.init)
      for piece in pieces {
        let name = Self.trimmed(piece)
        guard !name.isEmpty, aliasKeys.insert(NameKey(name)).inserted else { continue }
        note.aliases.append(Alias(text: name, range: range(element)))
      }
    }
  }

  private mutating func readQuestions(_ index: Int32, into note: inout Note) {
    for element in elements(index) {
      guard let text = scalarText(element) else { continue }
      for piece in text.unicodeScalars.split(separator: "\n") {
        let question = Self.trimmed(Substring(piece))
        guard !question.isEmpty, questionKeys.insert(NameKey(question)).inserted else { continue }
        note.questions.append(Question(text: question, range: range(element)))
      }
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    String(Substring(text.unicodeScalars.trimmed(\.properties.isWhitespace)))
  }

  // MARK: Links

  private func readLinks(_ keyPath: String, _ index: Int32, into note: inout Note) {
    let node = tree.nodes[Int(index)]
    switch node.kind {
    case .alias: readLinks(keyPath, node.target, into: &note)
    case .scalar:
      guard let link = PropertyLinkText.link(tree, index, range(index)) else { return }
      if note.propertyLinks.isEmpty { note.propertyLinks.reserveCapacity(8) }
      note.propertyLinks.append(PropertyLink(keyPath: keyPath, link: link))
    case .list:
      var child = node.firstChild
      var position = 0
      while child >= 0 {
        // The path is a string of its own: made only where it may be needed.
        if tree.nodes[Int(child)].kind != .scalar || PropertyLinkText.isCandidate(tree, child) {
          readLinks("\(keyPath).\(position)", child, into: &note)
        }
        child = tree.nodes[Int(child)].next
        position += 1
      }
    case .map:
      for child in tree.children(index) {
        readLinks("\(keyPath).\(tree.keyText(child))", child, into: &note)
      }
    }
  }
}
