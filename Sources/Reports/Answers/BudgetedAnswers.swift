package import VaultKit

/// The answers that a budget has room for, the best ones first and with as much of their text as goes in.
package struct BudgetedAnswers {
  /// Which answers were asked for.
  package struct Window {
    /// How many answers come before them.
    var offset: Int
    /// How many were asked for; 0 for all.
    var limit: Int
    /// Most tokens of them, as JSON and as text.
    var tokens: Int

    package init(offset: Int, limit: Int, tokens: Int) {
      (self.offset, self.limit, self.tokens) = (offset, limit, tokens)
    }
  }

  /// How answers are printed, so that it can be counted.
  package struct Look {
    /// The folders of the vaults that were asked.
    var roots: [String]
    /// The names of vaults by their folders, where they are told apart by these.
    package private(set) var names: [String: String] = [:]
    /// How a person sees paths, and each file in JSON; nil for an agent.
    var look: Reports.Look?
    var detail = AnswerDetail.full
    var isExplained = false

    /// The look for an agent.
    package init(roots: [String], names: [String: String]) {
      (self.roots, self.names) = (roots, names)
    }

    /// The look of the command line.
    package init(
      roots: [String], _ look: Reports.Look, detail: AnswerDetail, isExplained: Bool
    ) {
      (self.roots, self.look, self.detail) = (roots, look, detail)
      self.isExplained = isExplained
    }
  }

  package private(set) var answers: Answers
  /// Sentences about them, those that there is room for.
  package private(set) var remarks: [String] = []
  let look: Look
  /// What stands in JSON before the answers, and after them.
  private(set) var head: [Field]
  private(set) var refresh: [Field]
  /// Places of the answers whose text is cut.
  private(set) var cut: Set<Int> = []
  /// The fields of the first answer, where there was no room for all of them.
  private(set) var firstFields: [Field]?
  private let window: Window
  private let all: Answers

  /// Fits answers into a budget; the first one and all passages are always there.
  ///
  /// - Parameter remarks: Makes sentences about the answers that are shown.
  package init(
    _ all: Answers, _ window: Window, _ look: Look, remarks: (Answers) -> [String] = { _ in [] }
  ) {
    var all = all
    if look.look == nil { all.answers = all.answers.map(\.visible) }
    (self.all, self.window, self.look) = (all, window, look)
    var room = TokenRoom(tokens: window.tokens)
    let part = room.all / 4
    head = Self.fitted(all.head(look.roots), look, to: part)
    refresh = Self.fitted(all.refresh.fields, look, to: part)
    room.take(Self.frame)
    answers = all
    answers.answers = []
    room.take(costBesideAnswers)
    // What an answer is worth nothing without comes first, for as many as there is room for.
    var costs: [TokenCost] = []
    for answer in all.answers {
      let least = Self.least(of: answer, room)
      let cost = look.cost(of: least, rank: costs.count)
      if !costs.isEmpty, !room.holds(cost) { break }
      room.take(cost)
      costs.append(cost)
      answers.answers.append(least)
    }
    // Sentences are about those that are shown.
    room.giveBack(costBesideAnswers)
    while true {
      self.remarks = remarks(answers).fitted(to: part)
      room.take(costBesideAnswers)
      if room.holds(TokenCost()) || costs.count <= 1 { break }
      room.giveBack(costBesideAnswers + costs.removeLast())
      answers.answers.removeLast()
    }
    if !room.holds(TokenCost()) { shrink(&room) }
    grow(into: room.both)
  }

  /// `"answers":[],"excludedNotes":100,"total":1000,"truncated":true,"next":1000,"remarks":[],"refresh":{}`; and the
  /// mark above the notes, and how to go on.
  private static let frame = TokenCost(json: 130, text: 90)

  private var costBesideAnswers: TokenCost {
    let fields = FieldValue.object(head).cost + FieldValue.object(refresh).cost
    return TokenCost(json: fields + FieldValue.texts(remarks).cost) + .lines(remarks)
  }

  /// Makes room for a passage that is too long: beside it stands no more than in the smallest budget.
  private mutating func shrink(_ room: inout TokenRoom) {
    guard let first = answers.answers.first else { return }
    room.giveBack(costBesideAnswers)
    let part = TokenRoom.least
    head = Self.fitted(head, look, to: part)
    refresh = Self.fitted(refresh, look, to: part)
    remarks = remarks.fitted(to: part)
    room.take(costBesideAnswers)
    if room.json < 0 {
      let fields = look.fields(of: first)
      firstFields = Self.fitted(fields, look, to: FieldValue.object(fields).cost + room.json)
    }
  }

  private static func fitted(_ fields: [Field], _ look: Look, to quarters: Int) -> [Field] {
    let value = FieldValue.object(look.shown(fields)).fitted(to: quarters)
    if case .object(let fitted) = value { return fitted }
    return fields
  }

  /// Returns an answer with its passage, and with names and lists that are not longer than all other answers.
  private static func least(of answer: Answer, _ room: TokenRoom) -> Answer {
    var least = answer.cut(toQuarters: 0) ?? answer
    let most = room.all / 64
    if least.textQuarters > room.all / 4 { least.cutToPassage() }
    least.title = BudgetedText.shortened(answer.title, tokens: most)
    least.headings = answer.headings.suffix(max(4, most / 8))
      .map { BudgetedText.shortened($0, tokens: most) }
    least.outline = Array(answer.outline.prefix(most))
    for place in least.outline.indices {
      least.outline[place].heading = BudgetedText.shortened(
        least.outline[place].heading, tokens: most)
    }
    least.passage?.matches = Array((answer.passage?.matches ?? []).prefix(most))
    return least
  }

  /// Gives the answers as much of their texts as there is room for.
  private mutating func grow(into quarters: Int) {
    var room = quarters
    for place in answers.answers.indices {
      let least = answers.answers[place]
      let whole = all.answers[place]
      // A part of a line does not grow.
      if least.text != (whole.cut(toQuarters: 0) ?? whole).text {
        cut.insert(place)
        continue
      }
      let own = least.textQuarters
      var grown = whole
      if let shorter = whole.cut(toQuarters: max(0, room) + own) {
        grown = shorter
        cut.insert(place)
      }
      (grown.title, grown.headings, grown.outline) = (least.title, least.headings, least.outline)
      grown.passage?.matches = least.passage?.matches ?? []
      room -= grown.textQuarters - own
      answers.answers[place] = grown
    }
  }

  /// Whether answers were left out or cut.
  package var isTruncated: Bool {
    answers.answers.count < all.answers.count || !cut.isEmpty || firstFields != nil
  }

  /// How many answers come before the next page; nil if there can be no more.
  package var next: Int? {
    let end = window.offset + answers.answers.count
    let isWhole = answers.answers.count == all.answers.count
    let isLast =
      all.total.map { $0 <= end } ?? (window.limit == 0 || all.answers.count < window.limit)
    return isWhole && isLast ? nil : end
  }

  /// Remarks after the answers.
  ///
  /// - Parameter hasRemarks: Whether a program gets the sentences too.
  func fields(hasRemarks: Bool) -> [Field] {
    let fields: [Field] = [
      ("total", .optional(answers.total, FieldValue.integer)),
      ("truncated", .boolean(isTruncated || next != nil)),
      ("next", .optional(next, FieldValue.integer)),
    ]
    return fields + (hasRemarks ? [("remarks", .texts(remarks))] : [])
  }
}

extension BudgetedAnswers.Look {
  /// Returns fields as they stand in JSON; but for the file, which comes last.
  func shown(_ fields: [Field]) -> [Field] { look == nil ? fields.safe(names) : fields }

  /// Returns the fields of an answer whose text is cut.
  func fields(of answer: Answer) -> [Field] {
    shown(AnswerRow(answer: answer, isExplained: isExplained, isCut: true).fields)
  }

  /// What an answer takes, with the mark that its text is cut.
  func cost(of answer: Answer, rank: Int) -> TokenCost {
    let collected = CollectedText()
    let plain = look?.withoutStyle ?? .plain(roots.first ?? "", names: names)
    AnswerPrinter(
      output: collected.output, look: plain, detail: detail, isExplained: isExplained
    ).print(answer, rank, isList: false)
    let text = look == nil ? VisibleText.of(collected.take()) : PlainText.safe(collected.take())
    let fields = fields(of: answer)
    return TokenCost(
      json: FieldValue.object(look?.withFile(fields) ?? fields).cost + 1,
      text: TokenCount.quarters(text.utf8))
  }
}
