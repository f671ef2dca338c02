import Characters

/// Reads a line of a query that says which tasks are shown.
struct TaskFilterReader {
  /// One test, and whether it has to fail.
  typealias Plain = (test: TaskTest, isNegated: Bool)

  private let dates: TaskDateReader

  init(today: CivilDay) { dates = TaskDateReader(today: today) }

  /// Reads a line. Throws `TaskLineError` for one that is no filter, or none that can be followed.
  func filter(_ text: String, line: Int?) throws(TaskLineError) -> TaskFilter {
    var filter = TaskFilter(line: line, text: text, tests: [], steps: [])
    if let plain = try plain(text) {
      add(plain, to: &filter)
      return filter
    }
    guard let tokens = TaskCombination.tokens(text) else {
      throw TaskLineError("it is no line that vq knows")
    }
    try TaskCombination.forEachStep(tokens) { step throws(TaskLineError) in
      switch step {
      case .operator(let step): filter.steps.append(step)
      case .filter(let text):
        guard let plain = try plain(text) else {
          throw TaskLineError("'\(Self.shortened(text))' is no filter that vq knows")
        }
        add(plain, to: &filter)
      }
    }
    return filter
  }

  private func add(_ plain: Plain, to filter: inout TaskFilter) {
    filter.steps.append(.test(filter.tests.count))
    filter.tests.append(plain.test)
    if plain.isNegated { filter.steps.append(.not) }
  }

  /// The beginning of a text, for a message.
  static func shortened(_ text: String) -> String {
    text.count > 60 ? text.prefix(60) + "…" : text
  }

  /// Reads a filter without brackets; nil for what is none.
  private func plain(_ line: String) throws(TaskLineError) -> Plain? {
    if line.rest(behind: "filter by function") != nil { throw .script }
    let small = line.smallASCII
    if let known = Self.fixed[small] { return known }
    if small.hasPrefix("status.type") { return try statusType(small) }
    if let plain = Self.priority(small) { return plain }
    for field in TaskDateField.allCases {
      if let rest = line.rest(behind: field.filterName + " ") { return try date(field, rest) }
    }
    for field in TaskTextField.allCases {
      if let rest = line.rest(behind: field.rawValue + " ") { return try text(field, rest) }
    }
    return nil
  }

  // MARK: Lines without a value

  private static let fixed: [String: Plain] = {
    var lines: [String: Plain] = [
      "done": (.done, false), "not done": (.done, true),
      "is recurring": (.recurring, false), "is not recurring": (.recurring, true),
      "is blocking": (.blocking, false), "is not blocking": (.blocking, true),
      "is blocked": (.blocked, false), "is not blocked": (.blocked, true),
      "exclude sub-items": (.atMargin, false),
    ]
    let things: [(String, TaskTest)] = [
      ("tag", .tagged), ("tags", .tagged), ("id", .identified), ("depends on", .dependent),
    ]
    let dates = TaskDateField.allCases.map { ("\($0.rawValue) date", TaskTest.hasDate($0)) }
    for (name, test) in things + dates {
      lines["has \(name)"] = (test, false)
      lines["no \(name)"] = (test, true)
    }
    for field in TaskDateField.allCases where field != .happens {
      lines["\(field.rawValue) date is invalid"] = (.invalidDate(field), false)
    }
    return lines
  }()

  // MARK: Lines with a value

  private func statusType(_ line: String) throws(TaskLineError) -> Plain {
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    let type = words.last?.uppercased() ?? ""
    guard TaskTest.statusTypes.dropLast().contains(type) else {
      throw TaskLineError(
        "types are " + TaskTest.statusTypes.dropLast().joined(separator: ", "))
    }
    switch words.dropLast() {
    case ["status.type", "is"]: return (.statusType(type), false)
    case ["status.type", "is", "not"]: return (.statusType(type), true)
    default: throw TaskLineError("behind 'status.type' stands 'is' or 'is not'")
    }
  }

  /// `priority is above none`, of which `is` may be missing.
  private static func priority(_ line: String) -> Plain? {
    var words = line.split(whereSeparator: \.isWhitespace)[...]
    guard words.popFirst() == "priority", let value = words.popLast(),
      let rank = TaskTest.priorities.firstIndex(of: String(value))
    else { return nil }
    if words.first == "is" { words.removeFirst() }
    switch words {
    case []: return (.priority(.equal, rank: rank), false)
    case ["not"]: return (.priority(.equal, rank: rank), true)
    case ["above"]: return (.priority(.above, rank: rank), false)
    case ["below"]: return (.priority(.below, rank: rank), false)
    default: return nil
    }
  }

  /// Longer ones come first.
  private static let relations = [
    "on or before", "in or before", "before", "on or after", "in or after", "after", "on", "in", "",
  ]

  private func date(_ field: TaskDateField, _ rest: String) throws(TaskLineError) -> Plain {
    for relation in Self.relations {
      guard let value = rest.rest(behind: relation) else { continue }
      // `in two weeks` is one day.
      guard let span = dates.span(value) ?? (relation == "in" ? dates.span(rest) : nil) else {
        throw TaskLineError("'\(Self.shortened(value.trimmedBlanks))' is no day that vq knows")
      }
      switch relation {
      case "before": return (.date(field, from: nil, before: span.first), false)
      case "after": return (.date(field, from: span.end, before: nil), false)
      case "on or before", "in or before": return (.date(field, from: nil, before: span.end), false)
      case "on or after", "in or after": return (.date(field, from: span.first, before: nil), false)
      default: return (.date(field, from: span.first, before: span.end), false)
      }
    }
    return (.hasDate(field), false)
  }

  private func text(_ field: TaskTextField, _ rest: String) throws(TaskLineError) -> Plain {
    var relations = [
      ("includes ", false), ("does not include ", true), ("regex matches ", false),
      ("regex does not match ", true),
    ]
    if field == .tag || field == .tags {
      relations += [("include ", false), ("do not include ", true)]
    }
    for (relation, isNegated) in relations {
      guard let value = rest.rest(behind: relation) else { continue }
      if relation.hasPrefix("regex") {
        return (.text(field, try Self.pattern(value)), isNegated)
      }
      return (.text(field, .includes(value)), isNegated)
    }
    let names = relations.map { "'\($0.0.trimmedBlanks)'" }.joined(separator: ", ")
    throw TaskLineError("behind '\(field.rawValue)' stands one of \(names) and a value")
  }

  /// Reads `/pattern/flags`.
  private static func pattern(_ value: String) throws(TaskLineError) -> TaskTest.TextTest {
    guard value.hasPrefix("/"), let last = value.lastIndex(of: "/"), last > value.startIndex else {
      throw TaskLineError("a regular expression stands between '/' and '/'")
    }
    let source = value[value.index(after: value.startIndex)..<last]
    if source.isEmpty { throw TaskLineError("the regular expression is empty") }
    let flags = value[value.index(after: last)...]
    // What `g` and `y` say of several matches is of no use, and with `u` all patterns are read.
    guard flags.allSatisfy({ "imsuvgyd".contains($0) }), Set(flags).count == flags.count else {
      throw TaskLineError("'\(shortened(String(flags)))' are no flags of a regular expression")
    }
    return .matches(String(source), flags: String(flags))
  }
}
