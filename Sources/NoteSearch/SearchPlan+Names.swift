package import NoteModel

// What a search needs no text for.
extension SearchPlan {
  /// A tag, a property or a kind of task that decides, for a look-up elsewhere.
  package enum Key: Sendable, Hashable {
    /// This tag, or one below it.
    case tag(String)
    case property(String)
    /// A task that is open, one that is done, or any.
    case openTask, doneTask, task

    package var isOfTasks: Bool {
      switch self {
      case .tag, .property: false
      case .openTask, .doneTask, .task: true
      }
    }
  }

  /// What is known of the notes that have a key.
  package struct KnownNotes: Sendable {
    /// Paths of the notes that have it, of a property as far as its values can be those that are asked for; keys that are
    /// not in it are open.
    package var notes: [Key: Set<VaultPath>]

    package init(_ notes: [Key: Set<VaultPath>] = [:]) { self.notes = notes }

    /// Paths of the notes that have any of the keys.
    package var all: Set<VaultPath> {
      notes.values.reduce(into: []) { $0.formUnion($1) }
    }
  }

  /// The keys without which no file can be found; empty if most files have to be read anyway.
  package var decidingKeys: [Key] {
    var keys: [Key] = []
    let without = Knowledge.of(root) { node in
      guard let key = self.key(of: node) else { return .open }
      keys.append(key)
      return .fails
    }
    // Also those of branches that were not asked for.
    return without.canHold ? [] : allKeys
  }

  /// All keys that tell something of a file.
  package var allKeys: [Key] {
    var all: Set<Key> = []
    collectKeys(root, &all)
    return Array(all)
  }

  private func collectKeys(_ node: Node, _ keys: inout Set<Key>) {
    if let key = key(of: node) { keys.insert(key) }
    switch node {
    case .text, .part, .property, .value: return
    case .not(let inner): collectKeys(inner, &keys)
    case .all(let nodes), .any(let nodes): for node in nodes { collectKeys(node, &keys) }
    }
  }

  /// Returns what is asked of the values of a property, by the key of its name; nil where some part of the search asks only
  /// for the property.
  package func wantedValues(of property: String) -> WantedValues? {
    var values: [Node?] = []
    collectValues(of: property, root, &values)
    let nodes = values.compactMap(\.self)
    return nodes.count == values.count ? WantedValues(self, nodes) : nil
  }

  private func collectValues(of property: String, _ node: Node, _ values: inout [Node?]) {
    switch node {
    case .property(let name, let value): if name.text == property { values.append(value) }
    case .text, .part, .value: return
    case .not(let inner): collectValues(of: property, inner, &values)
    case .all(let nodes), .any(let nodes):
      for node in nodes { collectValues(of: property, node, &values) }
    }
  }

  private func key(of node: Node) -> Key? {
    switch node {
    case .text(let number, .tags):
      // An empty tag is any.
      guard case .needle = leaves[number].kind, !leaves[number].tag.text.isEmpty else { return nil }
      return .tag(leaves[number].tag.text)
    case .property(let name, _): return .property(name.text)
    case .part(.openTask, _): return .openTask
    case .part(.doneTask, _): return .doneTask
    case .part(.task, _): return .task
    default: return nil
    }
  }

  /// Whether a file can be found, as far as its path tells and what is known of its keys.
  ///
  /// - Parameter isOfParts: Whether parts of the text are asked, each by itself: a tag need not stand in each.
  package func canHold(
    _ path: VaultPath, _ known: KnownNotes, isOfParts: Bool = false
  ) -> Bool {
    // Most searches ask for nothing that the name of a note could fail.
    if !namesDecide, known.notes.isEmpty { return path.hasNameAsText }
    let ofAll = Knowledge.of(root) { node in
      let ofNode = knowledge(of: node, path, known)
      return isOfParts ? ofNode.ofPart(node) : ofNode
    }
    return ofAll.canHold
  }

  /// Whether a file is found; nil where only its text can tell.
  package func decides(_ path: VaultPath, _ known: KnownNotes) -> Bool? {
    let knowledge = knowledge(of: path, known)
    // Of other files a search looks at the name alone, and that has to have something of it.
    if knowledge.canHold, !path.isNote, !path.isCanvas { return nil }
    return knowledge.canHold == knowledge.canFail ? nil : knowledge.canHold
  }

  private func knowledge(of path: VaultPath, _ known: KnownNotes) -> Knowledge {
    Knowledge.of(root) { knowledge(of: $0, path, known) }
  }

  /// What is known of a text, a part, a property or a value from the path of a file and what is known of its keys.
  func knowledge(of node: Node, _ path: VaultPath, _ known: KnownNotes) -> Knowledge {
    guard let key = key(of: node), path.isNote, let notes = known.notes[key] else {
      return nameKnowledge(of: node, path)
    }
    if !notes.contains(path) { return .fails }
    // A property may be a field of the text, which a search does not know, or have another value; a task another text.
    if case .tag = key { return .holds }
    return .open
  }

  /// What is known of a text, a part, a property or a value from the path of a file.
  func nameKnowledge(of node: Node, _ path: VaultPath) -> Knowledge {
    switch node {
    case .text(let number, .name): return stands(number, in: String(path.name))
    case .text(let number, .path): return stands(number, in: path.text)
    case .text(let number, .anywhere):
      if !path.hasNameAsText { return .fails }
      let known = stands(number, in: path.text)
      return known == .fails && !path.isBase ? .open : known
    case .text(_, .tags), .property: return path.isNote ? .open : .fails
    case .text, .part, .value: return path.isNote || path.isCanvas ? .open : .fails
    case .not, .all, .any: return .open
    }
  }

  /// What is known of a text in a name: what a pattern says of it only a matcher can tell.
  private func stands(_ number: Int, in text: String) -> Knowledge {
    guard case .needle(let needle) = leaves[number].kind else { return .open }
    var text = text
    return .known(text.withUTF8 { needle.stands(in: UnsafeRawBufferPointer($0)) })
  }
}

extension VaultPath {
  /// Whether a text without an operator is looked for in the file's name: notes, canvases and bases.
  var hasNameAsText: Bool { isNote || isCanvas || isBase }
}
