/// A name before a colon that is no operator, and what is said of it.
enum OperatorName {
  static func slip(_ name: String, _ known: String) -> String {
    "there is no operator '\(name):', nearest is '\(known):'"
  }

  static func property(_ name: String, _ value: String) -> String {
    "there is no operator '\(name):', a property is asked for as [\(name):\(value)]"
  }

  /// Returns what to say of a name before a colon in a search that is none of its operators.
  ///
  /// - Parameter value: What stands behind the colon.
  static func remark(inSearch name: String, _ value: String) -> String {
    let name = name.lowercased()
    let known =
      others[name].map { "there is no operator '\(name):' in a search, '\($0):' is the nearest" }
      ?? SearchOperator.names.first { isSlip(name, of: $0) }.map { slip(name, $0) }
    let isPlain = !value.utf8.contains { "[]\"/()".utf8.contains($0) }
    return (known ?? (isPlain ? property(name, value) : "there is no operator '\(name):'"))
      + "; reading it as text"
  }

  /// What other programs, and questions, call what a search has under another name.
  private static let others = [
    "heading": "section", "header": "section", "folder": "path", "dir": "path", "in": "path",
    "title": "file", "name": "file", "filename": "file", "text": "content", "body": "content",
    "todo": "task-todo", "done": "task-done",
  ]

  /// Whether one letter was left out, added, changed, or changed places with the next.
  static func isSlip(_ typed: String, of name: String) -> Bool {
    let (typed, name) = (Array(typed.utf8), Array(name.utf8))
    guard typed != name, abs(typed.count - name.count) <= 1 else { return false }
    let common = zip(typed, name).prefix { $0 == $1 }.count
    let (first, second) = (typed.dropFirst(common), name.dropFirst(common))
    if first.count > second.count { return first.dropFirst().elementsEqual(second) }
    if first.count < second.count { return first.elementsEqual(second.dropFirst()) }
    if first.dropFirst().elementsEqual(second.dropFirst()) { return true }
    return first.count > 1 && first.dropFirst(2).elementsEqual(second.dropFirst(2))
      && Array(first.prefix(2)) == Array(second.prefix(2).reversed())
  }
}
