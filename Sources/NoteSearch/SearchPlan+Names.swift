package import NoteModel

// What a search needs no text for.
extension SearchPlan {
  /// A tag, a property or a kind of task that decides, for a look-up elsewhere.
  package enum Key: Sendable, Hashable {
    /// This tag, or one below it.
    case tag(String)
    /// A property by its number, see `wantedValues`.
    case property(Int)
    /// A task that is open, one that is done, or any.
    case openTask, doneTask, task

    package var isOfTasks: Bool {
      switch self {
      case .tag, .property: false
      case .openTask, .doneTask, .task: true
      }
    }
  }

  /// What is known of the keys of one file. The system knows it of notes alone.
  package struct KnownKeys: Sendable, Hashable {
    /// Keys that a search may have; of more than these nothing is known.
    static let most = 64

    private var having: UInt64 = 0
    private var lacking: UInt64 = 0

    /// Nothing is known.
    package init() {}

    /// Says whether the file has what a key asks for.
    package mutating func set(_ number: Int, _ isThere: Bool) {
      if isThere { having |= 1 << UInt64(number) } else { lacking |= 1 << UInt64(number) }
    }

    var isEmpty: Bool { having | lacking == 0 }

    func knowledge(of number: Int) -> Knowledge {
      if having >> UInt64(number) & 1 != 0 { return .holds }
      return lacking >> UInt64(number) & 1 != 0 ? .fails : .open
    }
  }

  /// Whether no file can be found that has none of the keys; else most files have to be read anyway.
  package var keysDecide: Bool {
    func without(_ node: Node) -> Knowledge {
      if keyNumber(of: node) != nil { return .fails }
      guard case .part(_, let inner) = node else { return .open }
      return ofPart(inner, without)
    }
    return !Knowledge.of(root, without).canHold
  }

  /// Returns what is asked of the values of a property, by its number.
  package func wantedValues(of property: Int) -> WantedValues {
    WantedValues(self, properties[property])
  }

  private func keyNumber(of node: Node) -> Int? {
    switch node {
    case .text(let number, .tags): leaves[number].keyNumber
    case .property(let number): properties[number].keyNumber
    case .part(.openTask, _): keys.firstIndex(of: .openTask)
    case .part(.doneTask, _): keys.firstIndex(of: .doneTask)
    case .part(.task, _): keys.firstIndex(of: .task)
    default: nil
    }
  }

  /// What is known of a part of the text, from what is known of the file as a whole.
  private func ofPart(_ inner: Node, _ leaf: (Node) -> Knowledge) -> Knowledge {
    let known = Knowledge.of(inner) { leaf($0).ofPart($0) }
    return known.canHold ? .open : .fails
  }

  /// Whether a file can be found, as far as its path tells and what is known of its keys.
  ///
  /// - Parameter isOfParts: Whether parts of the text are asked, each by itself: a tag need not stand in each.
  package func canHold(
    _ path: VaultPath, _ known: KnownKeys, isOfParts: Bool = false
  ) -> Bool {
    // Most searches ask for nothing that the name of a note could fail.
    if !namesDecide, known.isEmpty { return path.hasNameAsText }
    let isNote = path.isNote
    let ofAll = Knowledge.of(root) { node in
      // That the name of a note has it is as good as that its text does, so only this could fail.
      if isNote, case .text(_, .anywhere) = node { return .open }
      let ofNode = knowledge(of: node, path, known)
      return isOfParts ? ofNode.ofPart(node) : ofNode
    }
    return ofAll.canHold
  }

  /// Asks `canHold` of one file after the other.
  ///
  /// Where no name decides, the keys of a note do alone, and those of most notes are those of the note before.
  package struct PathFilter {
    private let plan: SearchPlan
    private var latest: (keys: KnownKeys, canHold: Bool)?

    /// Begins with no file.
    package init(_ plan: SearchPlan) { self.plan = plan }

    /// Whether a file can be found; see `SearchPlan`.
    package mutating func canHold(_ path: VaultPath, _ known: KnownKeys) -> Bool {
      if plan.namesDecide || !path.isNote { return plan.canHold(path, known) }
      if let latest, latest.keys == known { return latest.canHold }
      let canHold = plan.canHold(path, known)
      latest = (known, canHold)
      return canHold
    }
  }

  /// Whether a file is found; nil where only its text can tell.
  package func decides(_ path: VaultPath, _ known: KnownKeys) -> Bool? {
    let knowledge = knowledge(of: path, known)
    // Of other files a search looks at the name alone, and that has to have something of it.
    if knowledge.canHold, !path.isNote, !path.isCanvas { return nil }
    return knowledge.canHold == knowledge.canFail ? nil : knowledge.canHold
  }

  private func knowledge(of path: VaultPath, _ known: KnownKeys) -> Knowledge {
    Knowledge.of(root) { knowledge(of: $0, path, known) }
  }

  /// What is known of a text, a part, a property or a value from the path of a file and what is known of its keys.
  func knowledge(of node: Node, _ path: VaultPath, _ known: KnownKeys) -> Knowledge {
    let ofName = nameKnowledge(of: node, path)
    guard path.isNote, ofName == .open else { return ofName }
    if let number = keyNumber(of: node) {
      let ofKey = known.knowledge(of: number)
      // A task of the kind may have another text.
      guard case .part = node else { return ofKey }
      if ofKey == .fails { return .fails }
    }
    guard case .part(_, let inner) = node else { return .open }
    return ofPart(inner) { knowledge(of: $0, path, known) }
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
