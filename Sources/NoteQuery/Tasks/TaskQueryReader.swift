// A line that is not followed never ends the reading: all of them are named, and only a filter among them keeps the query
// from being answered.

import Characters

/// Reads a query of the Tasks plugin, line by line.
package struct TaskQueryReader {
  /// A line of a query with its place in the note; nil for one of the settings.
  package typealias Line = (number: Int?, text: String)

  /// Bytes and lines of a query that are read, filters and operators in it, lines that group tasks, and how deep presets
  /// stand in one another.
  package static let mostBytes = 64 << 10
  static let mostLines = 1000
  static let mostSteps = 500
  static let mostGroups = 10
  private static let deepestPreset = 10

  private let surroundings: TaskSurroundings
  private let filters: TaskFilterReader
  private var query = TaskQuery()
  private var steps = 0
  private var lines = 0
  private var isFull = false

  private init(_ surroundings: TaskSurroundings) {
    self.surroundings = surroundings
    filters = TaskFilterReader(today: surroundings.today)
  }

  /// Reads the lines of a block.
  package static func read(
    _ lines: [(number: Int, text: String)], _ surroundings: TaskSurroundings
  ) -> TaskQuery {
    var reader = TaskQueryReader(surroundings)
    let size = lines.reduce(0) { $0 + $1.text.utf8.count + 1 }
    if size > mostBytes || lines.count > mostLines {
      reader.query.remarks.append(
        TaskRemark(
          line: lines.first?.number, text: "",
          message: "the query is longer than \(mostBytes >> 10) KiB or \(mostLines) lines",
          isOfFilter: true))
      return reader.query
    }
    let own = statements(lines.map { ($0.number, $0.text) })
    if !own.contains(where: { $0.text.rest(behind: "ignore global query") != nil }) {
      reader.readAll(statements(ofText: surroundings.globalQuery, line: nil))
    }
    reader.readAll(statements(ofText: surroundings.ownLines, line: nil))
    reader.readAll(own)
    return reader.query
  }

  // MARK: Lines

  private static func statements(ofText text: String, line: Int?) -> [Line] {
    statements(text.split(whereSeparator: \.isNewline).map { (line, String($0)) })
  }

  /// Joins lines that end with a backslash with the next one; two backslashes stand for one.
  private static func statements(_ lines: [Line]) -> [Line] {
    var statements: [Line] = []
    var isOpen = false
    for (number, text) in lines {
      var bytes = Array(text.utf8)[...]
      while bytes.last == .carriageReturn { bytes.removeLast() }
      if isOpen { bytes = bytes.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } }
      let ends = bytes.reversed().prefix { $0 == UInt8(ascii: "\\") }.count
      if ends > 0 { bytes.removeLast() }
      if ends == 1 { while bytes.last?.isBlank == true { bytes.removeLast() } }
      let text = String(decoding: bytes, as: UTF8.self)
      if isOpen, !statements.isEmpty {
        statements[statements.count - 1].text += " " + text
      } else {
        statements.append((number, text))
      }
      isOpen = ends == 1
    }
    return statements.map { ($0.number, $0.text.trimmedBlanks) }.filter { !$0.1.isEmpty }
  }

  private mutating func readAll(_ statements: [Line]) {
    for statement in statements where !isFull {
      if statement.text.hasPrefix("#") { continue }
      do throws(TaskLineError) {
        for part in try expanded(statement) { read(part, as: statement, depth: 0) }
      } catch { remark(statement, error) }
    }
  }

  /// The lines that one becomes with values in place.
  private func expanded(_ statement: Line) throws(TaskLineError) -> [Line] {
    let text = try surroundings.expanded(statement.text)
    return text == statement.text
      ? [statement] : Self.statements(ofText: text, line: statement.number)
  }

  private mutating func remark(_ line: Line, _ error: TaskLineError) {
    query.remarks.append(
      TaskRemark(
        line: line.number, text: line.text, message: error.message,
        isOfFilter: !Self.isOfLook(line.text)))
  }

  /// Whether a line changes neither which tasks are found nor what is read of them.
  private static func isOfLook(_ text: String) -> Bool {
    let starts = ["limit", "sort ", "group ", "view ", "hide ", "show "]
    return starts.contains { (text + " ").rest(behind: $0) != nil }
  }

  /// Reads a line with its values in place.
  ///
  /// - Parameter written: The line of the note that it comes from.
  private mutating func read(_ line: Line, as written: Line, depth: Int) {
    if isFull { return }
    lines += 1
    do throws(TaskLineError) {
      if lines > Self.mostLines { throw full("lines", Self.mostLines) }
      do throws(TaskLineError) { try follow(line.text, written, depth) } catch {
        throw isSpaced(line, written, depth) ? .blanks : error
      }
    } catch {
      // A line of a preset is not what stands in the note.
      let text = written.text == line.text ? "" : "'\(TaskFilterReader.shortened(line.text))': "
      let isOfFilter = isFull || !Self.isOfLook(line.text)
      query.remarks.append(
        TaskRemark(
          line: written.number, text: written.text, message: text + error.message,
          isOfFilter: isOfFilter))
    }
  }

  /// Whether a line that is not followed would be with single blanks.
  private func isSpaced(_ line: Line, _ written: Line, _ depth: Int) -> Bool {
    let single = line.text.split(separator: " ").joined(separator: " ")
    if isFull || single.utf8.count == line.text.utf8.count { return false }
    // A preset of presets would be read twice for each of them.
    if single.rest(behind: "preset ") != nil { return false }
    var copy = self
    return (try? copy.follow(single, written, depth)) != nil
  }

  private mutating func full(_ what: String, _ most: Int) -> TaskLineError {
    isFull = true
    return TaskLineError("the query has more than \(most) \(what)")
  }

  private mutating func follow(
    _ text: String, _ written: Line, _ depth: Int
  ) throws(TaskLineError) {
    if text.hasPrefix("#") { return }
    if let name = text.rest(behind: "preset ") { return try preset(name, written, depth) }
    for start in ["short", "full", "explain", "ignore global query"]
    where text.rest(behind: start) != nil { return }
    for start in ["hide", "show"] {
      if let rest = text.rest(behind: start), rest.first ?? " " == " " {
        return try checkShown(rest)
      }
    }
    if let rest = text.rest(behind: "limit") { return try limit(rest) }
    if let rest = text.rest(behind: "sort by ") { return try sort(rest) }
    if let rest = text.rest(behind: "group by ") {
      return try group(rest, at: query.groups.count)
    }
    if let rest = text.rest(behind: "view ") { return try view(rest.trimmedBlanks) }
    let filter = try filters.filter(text, line: written.number)
    steps += filter.steps.count
    if steps > Self.mostSteps { throw full("filters and operators", Self.mostSteps) }
    query.filters.append(filter)
  }

  private mutating func preset(
    _ name: String, _ written: Line, _ depth: Int
  ) throws(TaskLineError) {
    if depth == Self.deepestPreset {
      throw TaskLineError("presets stand more than \(depth) deep in one another")
    }
    let lines = try surroundings.preset(name.trimmedBlanks)
    for statement in Self.statements(ofText: lines, line: written.number)
    where !statement.text.hasPrefix("#") {
      for part in try expanded(statement) { read(part, as: written, depth: depth + 1) }
    }
  }

  // MARK: What is shown

  /// What can be shown and hidden, by its beginning.
  private static let shownParts = [
    "backlink", "edit button", "nested backlink", "postpone button", "task count", "group count",
    "toolbar", "tree", "urgency", "cancelled date", "created date", "depends on", "done date",
    "due date", "id", "on completion", "priority", "recurrence rule", "scheduled date",
    "start date", "tags",
  ]

  private func checkShown(_ rest: String) throws(TaskLineError) {
    let name = rest.trimmedBlanks
    guard Self.shownParts.contains(where: { name.rest(behind: $0) != nil }) else {
      let names = Self.shownParts.joined(separator: ", ")
      throw TaskLineError("what is shown or hidden is one of \(names)")
    }
  }

  // MARK: Limits, orders, groups

  private mutating func limit(_ rest: String) throws(TaskLineError) {
    var words = rest.smallASCII.split(separator: " ", omittingEmptySubsequences: false)[...]
    // What stands before its first blank.
    if words.popFirst() != "" { words = [] }
    let isOfGroups = words.first == "groups"
    if isOfGroups { words.removeFirst() }
    if words.first == "to" { words.removeFirst() }
    let digits = words.first?.prefix { $0.isASCII && $0.isNumber } ?? ""
    guard !digits.isEmpty else { throw TaskLineError("a limit is a number, as in 'limit 10'") }
    // No vault has more tasks than that.
    let most = Int(digits) ?? .max
    if isOfGroups { query.groupLimit = most } else { query.limit = most }
  }

  private mutating func sort(_ rest: String) throws(TaskLineError) {
    if rest.rest(behind: "function") != nil { throw .script }
    // Of `status` and `status.name`, the longer one is meant.
    let keys = TaskKey.allCases.filter(\.orders).sorted { $0.rawValue.count > $1.rawValue.count }
    for key in keys {
      guard let more = rest.rest(behind: key.rawValue) else { continue }
      let isReversed = more.rest(behind: " reverse") != nil
      var sort = TaskQuery.Sort(key: key, isReversed: isReversed)
      if key == .tag {
        let last = more.split(separator: " ").last.flatMap { Int($0) }
        sort.place = max(1, last ?? 1)
      }
      query.sorts.append(sort)
      return
    }
    throw TaskLineError("tasks have no order of that name")
  }

  private mutating func group(_ rest: String, at place: Int) throws(TaskLineError) {
    if query.groups.count == Self.mostGroups {
      throw TaskLineError("tasks have no more than \(Self.mostGroups) groups in one another")
    }
    if rest.rest(behind: "function") != nil { throw .script }
    let small = rest.smallASCII
    let isReversed = small.hasSuffix(" reverse")
    let name = isReversed ? String(small.dropLast(8)) : small
    for key in TaskKey.allCases where key.groups {
      if name == (key == .tag ? "tags" : key.rawValue) {
        query.groups.insert(TaskQuery.Group(key: key, isReversed: isReversed), at: place)
        return
      }
    }
    throw TaskLineError("tasks have no groups of that name")
  }

  /// Columns are groups that stand side by side.
  private mutating func view(_ rest: String) throws(TaskLineError) {
    if rest.smallASCII == "list" { return }
    guard let columns = rest.rest(behind: "columns by ") else {
      throw TaskLineError("a view is 'list' or 'columns by' with what groups tasks")
    }
    try group(columns, at: 0)
  }
}
