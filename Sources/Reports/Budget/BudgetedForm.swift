import VaultKit

/// Prints a list as JSON and as text until a budget is used up, and counts the rest.
final class BudgetedForm: Form {
  /// Which things are wanted.
  struct Window {
    /// How many things come before them.
    var offset: Int
    /// Most tokens of them, in either form.
    var tokens: Int
  }

  private let json: CollectedText
  private let text: CollectedText
  private let jsonForm: any Form
  private let textForm: any Form
  private let window: Window
  private let check: () throws -> Void
  private var used = 0
  private var seen = 0
  private var shown = 0
  private var isFull = false
  /// Prints the head of the group that the next row belongs to.
  private var pendingGroup: (() throws -> Void)?

  /// - Parameters:
  ///   - json: Takes what the form behind it prints.
  ///   - text: Takes what the form behind it prints.
  ///   - check: Called before each thing.
  init(
    _ json: CollectedText, _ jsonForm: any Form, _ text: CollectedText, _ textForm: any Form,
    _ window: Window, check: @escaping () throws -> Void
  ) {
    (self.json, self.jsonForm) = (json, jsonForm)
    (self.text, self.textForm) = (text, textForm)
    (self.window, self.check) = (window, check)
  }

  func fields(_ fields: [Field]) {
    let safe = fields.map { ($0.name, $0.value.safe(mostTokens: mostOfText)) }
    jsonForm.fields(safe)
    textForm.fields(safe)
  }

  func list(_ name: String) {
    jsonForm.list(name)
    textForm.list(name)
  }

  func row(_ row: some ReportRow) throws {
    try check()
    seen += 1
    if isFull || seen <= window.offset { return }
    if let pendingGroup {
      try pendingGroup()
      self.pendingGroup = nil
    }
    let safe = SafeRow(row: row, mostTokens: mostOfText)
    let (jsonStart, textStart) = (json.count, text.count)
    try jsonForm.row(safe)
    try textForm.row(safe)
    let cost = max(json.tokens(from: jsonStart), text.tokens(from: textStart))
    if shown > 0, used + cost > window.tokens {
      json.cut(to: jsonStart)
      text.cut(to: textStart)
      isFull = true
      return
    }
    used += cost
    shown += 1
  }

  func group(_ row: some ReportRow, list: String) {
    if isFull { return }
    pendingGroup = { [self] in
      let safe = SafeRow(row: row, mostTokens: mostOfText)
      try jsonForm.group(safe, list: list)
      try textForm.group(safe, list: list)
    }
  }

  func end() {}

  private var mostOfText: Int { max(Self.leastOfText, window.tokens / 2) }

  /// Tokens of a text that are printed however small the budget is: what is cut shorter says nothing.
  private static let leastOfText = 64

  /// Ends the report.
  ///
  /// - Parameter nothing: Why there are no rows.
  func page(_ remarks: [String], nothing: @autoclosure () throws -> String) throws -> ReportPage {
    let next = isFull ? window.offset + shown : nil
    var remarks = remarks
    if seen == 0 { remarks.append(try nothing()) }
    if seen > 0, shown == 0 { remarks.append("there are only \(seen)") }
    jsonForm.fields([
      ("total", .integer(seen)), ("truncated", .boolean(isFull)),
      ("next", .optional(next, FieldValue.integer)), ("remarks", .texts(remarks)),
    ])
    try jsonForm.end()
    try textForm.end()
    return ReportPage(
      json: json.string, text: text.string, remarks: remarks, first: window.offset + 1,
      shown: shown,
      total: seen, next: next)
  }
}
