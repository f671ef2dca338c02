import VaultKit

/// Takes the things of a list, as JSON and as text, until a budget is used up, and counts the rest.
final class BudgetedForm: Form {
  /// Which things are wanted.
  struct Window {
    /// How many things come before them.
    var offset: Int
    /// Most tokens of them, in either form.
    var tokens: Int
  }

  /// What prints rows in one form, and what collects it.
  struct Sides {
    let values: ValueForm
    let json: any Form
    let collected: CollectedText
    let text: any Form
    /// Whether an agent gets it.
    let isForAgent: Bool
  }

  /// A thing that is shown.
  private struct Thing {
    var json: FieldValue
    var text: String
    /// The group that it begins.
    var group: Group?

    var cost: TokenCost {
      // With the comma that parts it from others.
      var cost = TokenCost(json: json.cost + 1, text: TokenCount.quarters(text.utf8))
      if let group {
        cost.json += FieldValue.object(group.fields + [(group.list, .list([]))]).cost + 1
        cost.text += TokenCount.quarters(group.text.utf8)
      }
      return cost
    }
  }

  private struct Group {
    let fields: [Field]
    let list: String
    let text: String
  }

  private let sides: Sides
  private let window: Window
  private let check: () throws -> Void
  private var room: TokenRoom
  private var seen = 0
  private var things: [Thing] = []
  private var isFull = false
  private var list: String?
  /// Fields of the report before and after its list.
  private var before: [Field] = []
  private var after: [Field] = []
  /// Hands on the group that the next row belongs to.
  private var pendingGroup: (() throws -> Void)?

  /// - Parameter check: Called before each thing.
  init(_ sides: Sides, _ window: Window, check: @escaping () throws -> Void) {
    (self.sides, self.window, self.check) = (sides, window, check)
    room = TokenRoom(tokens: window.tokens)
    // Fields of the list, if they are only numbers.
    room.take(TokenCost(json: Self.ownQuarters, text: Self.ownQuarters))
  }

  /// `"total":1000000,"truncated":true,"next":1000000,"remarks":[]`, and as much of text with the mark above the notes.
  private static let ownQuarters = 110

  /// What fields, sentences or texts take at most, each.
  private var part: Int { room.all / 4 }

  func fields(_ fields: [Field]) {
    sides.json.fields(fields)
    let fitted = fitted(sides.values.fields, to: part)
    if list == nil { before += fitted } else { after += fitted }
    room.take(TokenCost(json: FieldValue.object(fitted).cost))
  }

  private func safe(_ value: FieldValue) -> FieldValue { sides.isForAgent ? value.safe() : value }

  private func fitted(_ fields: [Field], to quarters: Int) -> [Field] {
    let safe = safe(.object(fields)).fitted(to: quarters)
    if case .object(let fitted) = safe { return fitted }
    return fields
  }

  func list(_ name: String) {
    list = name
    room.take(TokenCost(json: TokenCount.quarters(name.utf8) + 6))
    sides.json.list(name)
    sides.text.list(name)
  }

  func row(_ row: some ReportRow) throws {
    try check()
    seen += 1
    if isFull || seen <= window.offset { return }
    var group: Group?
    if let pendingGroup {
      try pendingGroup()
      self.pendingGroup = nil
      group = sides.values.group.map { value in
        Group(
          fields: fitted(value.fields, to: part / 2),
          list: value.list, text: line(sides.collected.take(), to: part / 2))
      }
    }
    try sides.json.row(row)
    try sides.text.row(row)
    let json = safe(sides.values.row).shortened(to: room.all / 8)
    let thing = Thing(
      json: json, text: line(sides.collected.take(), to: room.all / 2), group: group)
    let cost = thing.cost
    if !things.isEmpty, !room.holds(cost) {
      isFull = true
      return
    }
    room.take(cost)
    things.append(thing)
  }

  func group(_ row: some ReportRow, list: String) throws {
    if isFull { return }
    pendingGroup = { [sides] in
      try sides.json.group(row, list: list)
      try sides.text.group(row, list: list)
    }
  }

  func end() {}

  /// Returns printed lines without control characters, cut where they are long.
  private func line(_ printed: String, to quarters: Int) -> String {
    let text = sides.isForAgent ? VisibleText.of(printed) : PlainText.safe(printed)
    if TokenCount.quarters(text.utf8) <= quarters { return text }
    return BudgetedText.shortened(text, tokens: max(0, quarters / 4 - 2)) + "\n"
  }

  /// Ends the report.
  ///
  /// - Parameter nothing: Why there are no rows.
  func page(_ remarks: [String], nothing: @autoclosure () throws -> String) throws -> ReportPage {
    var remarks = remarks
    if seen == 0 { remarks.append(try nothing()) }
    if seen > 0, seen <= window.offset { remarks.append("there are only \(seen)") }
    remarks = remarks.map { VisibleText.of($0) }.fitted(to: part)
    room.take(TokenCost(json: FieldValue.texts(remarks).cost))
    room.take(.lines(remarks))
    // Things at the end make room for the remarks.
    while things.count > 1, !room.holds(TokenCost()), let last = things.popLast() {
      room.giveBack(last.cost)
      isFull = true
    }
    if !room.holds(TokenCost()), var only = things.first {
      room.giveBack(only.cost)
      only.json = only.json.fitted(to: room.json - (only.cost.json - only.json.cost))
      only.text = line(
        only.text, to: room.text - (only.cost.text - TokenCount.quarters(only.text.utf8)))
      things = [only]
    }
    let next = isFull ? window.offset + things.count : nil
    let value = FieldValue.object(
      before + (list.map { [($0, .list(values))] } ?? []) + after + [
        ("total", .integer(seen)), ("truncated", .boolean(isFull)),
        ("next", .optional(next, FieldValue.integer)), ("remarks", .texts(remarks)),
      ])
    let text = things.map { ($0.group?.text ?? "") + $0.text }.joined()
    return ReportPage(
      json: value.text(isForTerminal: false),
      text: text.hasSuffix("\n") ? String(text.dropLast()) : text, remarks: remarks,
      first: window.offset + 1, shown: things.count, total: seen, next: next)
  }

  /// The things, those of a group in it.
  private var values: [FieldValue] {
    var values: [FieldValue] = []
    var group: (Group, [FieldValue])?
    func close() {
      if let (group, rows) = group {
        values.append(.object(group.fields + [(group.list, .list(rows))]))
      }
    }
    for thing in things {
      if let begun = thing.group {
        close()
        group = (begun, [thing.json])
      } else if group != nil {
        group?.1.append(thing.json)
      } else {
        values.append(thing.json)
      }
    }
    close()
    return values
  }
}
