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
      if let small = TaskCombination.smallWord(in: text) { throw small }
      throw TaskCombination.mayBeMeant(by: text) ? .brackets : .unknown
    }
    try TaskCombination.forEachStep(tokens) { step throws(TaskLineError) in
      switch step {
      case .operator(let step): filter.steps.append(step)
      case .filter(let text):
        guard let plain = try plain(text) else {
          if let small = TaskCombination.smallWord(in: text) { throw small }
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

  /// Reads a filter without brackets; nil for other text.
  private func plain(_ line: String) throws(TaskLineError) -> Plain? {
    if line.rest(behind: "filter by function") != nil { throw .script }
    let small = line.smallASCII
    if let known = Self.fixed[small] { return known }
    if small.hasPrefix("status.type") { return try statusType(small) }
    if let plain = try Self.priority(small) { return plain }
    for field in TaskDateField.allCases {
      if small == field.filterName { throw Self.missing("a day", behind: small) }
      if let rest = line.rest(behind: field.filterName + " ") { return try date(field, rest) }
    }
    for field in TaskTextField.allCases {
      if let rest = line.rest(behind: field.rawValue + " ") { return try text(field, rest) }
      if small == field.rawValue { throw Self.noRelation(of: field) }
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

  private static func missing(_ what: String, behind start: String) -> TaskLineError {
    TaskLineError("\(what) is missing behind '\(start)'")
  }

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
  private static func priority(_ line: String) throws(TaskLineError) -> Plain? {
    var words = line.split(whereSeparator: \.isWhitespace)[...]
    guard words.popFirst() == "priority" else { return nil }
    if words.first == "is" { words.removeFirst() }
    let rank = words.popLast().flatMap { TaskTest.priorities.firstIndex(of: String($0)) }
    switch (rank, words) {
    case (let rank?, []): return (.priority(.equal, rank: rank), false)
    case (let rank?, ["not"]): return (.priority(.equal, rank: rank), true)
    case (let rank?, ["above"]): return (.priority(.above, rank: rank), false)
    case (let rank?, ["below"]): return (.priority(.below, rank: rank), false)
    default:
      let names = TaskTest.priorities.joined(separator: ", ")
      throw TaskLineError(
        "behind 'priority' stands 'is', 'is not', 'is above' or 'is below' and one of \(names)")
    }
  }

  /// Longer ones come first.
  private static let relations = [
    "on or before", "in or before", "before", "on or after", "in or after", "after", "on", "in", "",
  ]

  private func date(_ field: TaskDateField, _ rest: String) throws(TaskLineError) -> Plain {
    for relation in Self.relations {
      guard let value = rest.rest(behind: relation) else { continue }
      if value.isEmpty { throw Self.missing("a day", behind: "\(field.filterName) \(relation)") }
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

  /// What stands between a text and what is looked for in it, and whether it may not be there.
  private static func relations(
    of field: TaskTextField
  ) -> [(name: String, isNegated: Bool)] {
    let plural = [("include ", false), ("do not include ", true)]
    return [
      ("includes ", false), ("does not include ", true), ("regex matches ", false),
      ("regex does not match ", true),
    ] + (field == .tag || field == .tags ? plural : [])
  }

  private static func noRelation(of field: TaskTextField) -> TaskLineError {
    let names = relations(of: field).map { "'\($0.name.trimmedBlanks)'" }.joined(separator: ", ")
    return TaskLineError("behind '\(field.rawValue)' stands one of \(names) and a value")
  }

  private func text(_ field: TaskTextField, _ rest: String) throws(TaskLineError) -> Plain {
    for (relation, isNegated) in Self.relations(of: field) {
      if rest.smallASCII + " " == relation {
        throw Self.missing("a text", behind: "\(field.rawValue) \(rest)")
      }
      guard let value = rest.rest(behind: relation) else { continue }
      if relation.hasPrefix("regex") {
        return (.text(field, try Self.pattern(value)), isNegated)
      }
      return (.text(field, .includes(value)), isNegated)
    }
    throw Self.noRelation(of: field)
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
