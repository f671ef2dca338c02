import NoteModel
import NoteQuery
import Patterns

/// What a search plan is made of, gathered while its tree is walked.
struct SearchPlanParts {
  private(set) var leaves: [SearchPlan.Leaf] = []
  private(set) var properties: [SearchPlan.Property] = []
  private(set) var keys: [SearchPlan.Key] = []

  /// Returns the node of a tree, with what it is made of put to the rest. Throws `SearchError` of kind `badPattern`.
  ///
  /// - Parameter minds: Whether letter case counts.
  mutating func node(
    _ tree: SearchTree, _ target: SearchPlan.Target, _ minds: Bool
  ) throws(SearchError) -> SearchPlan.Node {
    switch tree {
    case .text(let text):
      leaves.append(try leaf(text, target, minds))
      return .text(leaves.count - 1, target)
    case .value(let value): return .value(value)
    case .property(let name, let value): return try property(NameKey(name), value, minds)
    case .not(let inner): return .not(try node(inner, target, minds))
    case .all(let parts): return .all(try nodes(parts, target, minds))
    case .any(let parts): return .any(try nodes(parts, target, minds))
    case .scope(let name, let inner):
      switch name {
      case .matchCase: return try node(inner, target, true)
      case .ignoreCase: return try node(inner, target, false)
      case .file: return try node(inner, .name, minds)
      case .path: return try node(inner, .path, minds)
      case .content: return try node(inner, .body, minds)
      case .tag: return try node(inner, .tags, minds)
      case .line: return .part(.line, try node(inner, .body, minds))
      case .block: return .part(.block, try node(inner, .body, minds))
      case .section:
        let part = inner.hasSection ? SearchPlan.Part.subtree : .section
        return .part(part, try node(inner, .body, minds))
      case .task: return try tasks(.task, .task, inner, minds)
      case .taskTodo: return try tasks(.openTask, .openTask, inner, minds)
      case .taskDone: return try tasks(.doneTask, .doneTask, inner, minds)
      }
    }
  }

  private mutating func nodes(
    _ trees: [SearchTree], _ target: SearchPlan.Target, _ minds: Bool
  ) throws(SearchError) -> [SearchPlan.Node] {
    var nodes: [SearchPlan.Node] = []
    for tree in trees { nodes.append(try node(tree, target, minds)) }
    return nodes
  }

  private mutating func property(
    _ name: NameKey, _ value: SearchTree?, _ minds: Bool
  ) throws(SearchError) -> SearchPlan.Node {
    let value = try value.map { value throws(SearchError) in try node(value, .value, minds) }
    let keyNumber = number(of: .property(properties.count))
    properties.append(SearchPlan.Property(name: name, value: value, keyNumber: keyNumber))
    return .property(properties.count - 1)
  }

  private mutating func tasks(
    _ part: SearchPlan.Part, _ key: SearchPlan.Key, _ inner: SearchTree, _ minds: Bool
  ) throws(SearchError) -> SearchPlan.Node {
    _ = number(of: key)
    return .part(part, try node(inner, .body, minds))
  }

  private mutating func number(of key: SearchPlan.Key) -> Int? {
    if let number = keys.firstIndex(of: key) { return number }
    guard keys.count < SearchPlan.KnownKeys.most else { return nil }
    keys.append(key)
    return keys.count - 1
  }

  private mutating func leaf(
    _ text: SearchText, _ target: SearchPlan.Target, _ minds: Bool
  ) throws(SearchError) -> SearchPlan.Leaf {
    let name = text.text.hasPrefix("#") ? text.text.dropFirst() : text.text[...]
    let key = NameKey(name)
    guard text.form == .pattern else {
      // A quoted value of a property is the whole value.
      let isWhole = text.form == .phrase && target != .value
      let needle = TextNeedle(text.text, mindsCase: minds, isWhole: isWhole)
      let isTag = target == .tags
      return SearchPlan.Leaf(
        .needle(needle), text, tag: key,
        pieces: isTag ? [TextNeedle(String(name))] : Self.pieces(of: text.text),
        // An empty tag is any.
        keyNumber: isTag && !key.text.isEmpty ? number(of: .tag(key.text)) : nil)
    }
    do throws(PatternError) {
      let flags: PatternFlags = minds ? [.hasLines] : [.hasLines, .ignoresCase]
      let pattern = try Pattern(text.text, flags)
      return SearchPlan.Leaf(.pattern(pattern), text, tag: key)
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
}
