import NoteModel
package import NoteQuery
import Patterns

/// A search, ready to be asked of files. Threads share it; each asks with a `Searcher` of its own.
package struct SearchPlan: Sendable {
  /// What a text is looked for in.
  enum Target: Sendable {
    /// Path, body, and the fields that front matter makes.
    case anywhere
    /// The body, or the part of it that is looked at.
    case body
    case name
    case path
    /// Tags: of the file, or those in the part that is looked at.
    case tags
    /// One value of a property.
    case value
  }

  /// Parts of a body.
  enum Part: Sendable, Equatable {
    case line
    case block
    case section
    /// A heading with all below it.
    case subtree
    case task
    case openTask
    case doneTask
  }

  indirect enum Node: Sendable {
    case text(Int, Target)
    case part(Part, Node)
    case property(NameKey, Node?)
    case value(SearchValue)
    case not(Node)
    case all([Node])
    case any([Node])
  }

  /// A text to look for, or a pattern.
  struct Leaf: Sendable {
    enum Kind: Sendable {
      case needle(TextNeedle)
      case pattern(Pattern)
    }

    var kind: Kind
    var text: SearchText
    /// Folded, for tags.
    var tag: NameKey
    /// Pieces that stand in front matter wherever a value of it has the text; empty where that cannot be told.
    var pieces: [TextNeedle]
  }

  /// What a plan is made of. A class: plans are passed on often, and this is hardly ever asked for.
  private final class Origin: Sendable {
    let tree: SearchTree
    let mindsCase: Bool

    init(_ tree: SearchTree, mindsCase: Bool) {
      self.tree = tree
      self.mindsCase = mindsCase
    }
  }

  let root: Node
  private(set) var leaves: [Leaf] = []
  /// Whether it asks for the name or the path of a file by an operator.
  let namesDecide: Bool
  /// Of what copies are made; nil in a copy.
  private var origin: Origin?

  /// Throws `SearchError` of kind `badPattern`.
  ///
  /// - Parameter mindsCase: Whether letter case counts where the query does not say.
  package init(_ tree: SearchTree, mindsCase: Bool = false) throws(SearchError) {
    origin = Origin(tree, mindsCase: mindsCase)
    var leaves: [Leaf] = []
    root = try Self.node(tree, .anywhere, mindsCase, &leaves)
    self.leaves = leaves
    namesDecide = Self.has(root) { node in
      switch node {
      case .text(_, .name), .text(_, .path): true
      default: false
      }
    }
  }

  /// The same in memory of its own: threads that count how often they use the same one wait for each other.
  ///
  /// Patterns take too long to be made for each thread.
  package var ownCopy: SearchPlan {
    let hasPatterns = leaves.contains { if case .pattern = $0.kind { true } else { false } }
    guard !hasPatterns, let origin,
      var copy = try? SearchPlan(origin.tree, mindsCase: origin.mindsCase)
    else { return self }
    copy.origin = nil
    return copy
  }

  private static func node(
    _ tree: SearchTree, _ target: Target, _ minds: Bool, _ leaves: inout [Leaf]
  ) throws(SearchError) -> Node {
    switch tree {
    case .text(let text):
      leaves.append(try leaf(text, target, minds))
      return .text(leaves.count - 1, target)
    case .value(let value): return .value(value)
    case .property(let name, let value):
      return .property(
        NameKey(name),
        try value.map { value throws(SearchError) in try node(value, .value, minds, &leaves) })
    case .not(let inner): return .not(try node(inner, target, minds, &leaves))
    case .all(let parts): return .all(try nodes(parts, target, minds, &leaves))
    case .any(let parts): return .any(try nodes(parts, target, minds, &leaves))
    case .scope(let name, let inner):
      switch name {
      case .matchCase: return try node(inner, target, true, &leaves)
      case .ignoreCase: return try node(inner, target, false, &leaves)
      case .file: return try node(inner, .name, minds, &leaves)
      case .path: return try node(inner, .path, minds, &leaves)
      case .content: return try node(inner, .body, minds, &leaves)
      case .tag: return try node(inner, .tags, minds, &leaves)
      case .line: return .part(.line, try node(inner, .body, minds, &leaves))
      case .block: return .part(.block, try node(inner, .body, minds, &leaves))
      case .section:
        let part = inner.hasSection ? Part.subtree : .section
        return .part(part, try node(inner, .body, minds, &leaves))
      case .task: return .part(.task, try node(inner, .body, minds, &leaves))
      case .taskTodo: return .part(.openTask, try node(inner, .body, minds, &leaves))
      case .taskDone: return .part(.doneTask, try node(inner, .body, minds, &leaves))
      }
    }
  }

  private static func nodes(
    _ trees: [SearchTree], _ target: Target, _ minds: Bool, _ leaves: inout [Leaf]
  ) throws(SearchError) -> [Node] {
    var nodes: [Node] = []
    for tree in trees { nodes.append(try node(tree, target, minds, &leaves)) }
    return nodes
  }

  private static func leaf(
    _ text: SearchText, _ target: Target, _ minds: Bool
  ) throws(SearchError) -> Leaf {
    let name = text.text.hasPrefix("#") ? text.text.dropFirst() : text.text[...]
    let key = NameKey(name)
    guard text.form == .pattern else {
      // A quoted value of a property is the whole value.
      let isWhole = text.form == .phrase && target != .value
      let needle = TextNeedle(text.text, mindsCase: minds, isWhole: isWhole)
      let pieces = target == .tags ? [TextNeedle(String(name))] : pieces(of: text.text)
      return Leaf(kind: .needle(needle), text: text, tag: key, pieces: pieces)
    }
    do throws(PatternError) {
      let flags: PatternFlags = minds ? [.hasLines] : [.hasLines, .ignoresCase]
      let pattern = try Pattern(text.text, flags)
      return Leaf(kind: .pattern(pattern), text: text, tag: key, pieces: [])
    } catch {
      let place = error.kind == .syntax ? ", at byte \(error.offset + 1) of the pattern" : ""
      throw .badPattern(text.text, column: text.column, message: error.message + place)
    }
  }

  /// YAML folds blanks and line ends into one blank, and writes `''` for `'`.
  private static func pieces(of text: String) -> [TextNeedle] {
    if text.unicodeScalars.contains("\u{FFFD}") { return [] }
    return text.split { $0.isWhitespace || $0 == "'" }.map { TextNeedle(String($0)) }
  }

  private static func has(_ node: Node, _ isWanted: (Node) -> Bool) -> Bool {
    if isWanted(node) { return true }
    switch node {
    case .text, .value, .property: return false
    case .part(_, let inner), .not(let inner): return has(inner, isWanted)
    case .all(let nodes), .any(let nodes): return nodes.contains { has($0, isWanted) }
    }
  }
}
