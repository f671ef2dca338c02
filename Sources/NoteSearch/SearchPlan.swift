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
    /// By its number.
    case property(Int)
    case value(SearchValue)
    case not(Node)
    case all([Node])
    case any([Node])
  }

  /// A text to look for, or a pattern.
  ///
  /// A class: each file asks for it, and to copy what it has would take longer than to look for a text in a short note.
  final class Leaf: Sendable {
    enum Kind: Sendable {
      case needle(TextNeedle)
      case pattern(Pattern)
    }

    let kind: Kind
    let text: SearchText
    /// Folded, for tags.
    let tag: NameKey
    /// Pieces that stand in front matter wherever a value of it has the text; empty where that cannot be told.
    let pieces: [TextNeedle]
    /// The number of the key that a tag is.
    let keyNumber: Int?

    init(
      _ kind: Kind, _ text: SearchText, tag: NameKey, pieces: [TextNeedle] = [],
      keyNumber: Int? = nil
    ) {
      self.kind = kind
      self.text = text
      self.tag = tag
      self.pieces = pieces
      self.keyNumber = keyNumber
    }
  }

  /// A property, and what is asked of its values; nil for any value. A class, as `Leaf` is.
  final class Property: Sendable {
    let name: NameKey
    let value: Node?
    let keyNumber: Int?

    init(name: NameKey, value: Node?, keyNumber: Int?) {
      self.name = name
      self.value = value
      self.keyNumber = keyNumber
    }
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
  let leaves: [Leaf]
  let properties: [Property]
  /// What an index can tell of a note without reading it: each is known by its number.
  package let keys: [Key]
  /// Whether it asks for the name or the path of a file by an operator.
  let namesDecide: Bool
  /// Of what copies are made; nil in a copy.
  private var origin: Origin?

  /// Throws `SearchError` of kind `badPattern`.
  ///
  /// - Parameter mindsCase: Whether letter case counts where the query does not say.
  package init(_ tree: SearchTree, mindsCase: Bool = false) throws(SearchError) {
    origin = Origin(tree, mindsCase: mindsCase)
    var parts = SearchPlanParts()
    root = try parts.node(tree, .anywhere, mindsCase)
    leaves = parts.leaves
    properties = parts.properties
    keys = parts.keys
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

  private static func has(_ node: Node, _ isWanted: (Node) -> Bool) -> Bool {
    if isWanted(node) { return true }
    switch node {
    case .text, .value, .property: return false
    case .part(_, let inner), .not(let inner): return has(inner, isWanted)
    case .all(let nodes), .any(let nodes): return nodes.contains { has($0, isWanted) }
    }
  }
}
