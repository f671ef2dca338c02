// What a search means, in words: for a person who wonders why it finds what it finds.

extension SearchTree {
  /// The search in words, a line for each part, parts of a part two blanks deeper.
  package var explanation: [String] { lines(false) }

  private func lines(_ isNot: Bool) -> [String] {
    let no = isNot ? "not: " : ""
    switch self {
    case .text(let text): return [no + text.words]
    case .value(let value): return [no + value.words]
    case .not(let inner): return inner.lines(!isNot)
    case .all(let parts): return headed(no + "all of:", parts)
    case .any(let parts): return headed(no + "any of:", parts)
    case .property(let name, let value):
      guard let value else { return [no + "a property '\(name)'"] }
      return headed(no + "a property '\(name)' with a value that has", [value])
    case .scope(.tag, .text(let text)) where text.form != .pattern && !text.text.isEmpty:
      let tag = text.text.hasPrefix("#") ? text.text.dropFirst() : text.text[...]
      return [no + "the tag '\(tag)', or one below it"]
    case .scope(let name, let inner):
      let has = [.matchCase, .ignoreCase].contains(name) ? "" : " has"
      return headed(no + name.scope + has, [inner])
    }
  }

  /// Puts a head above the lines of some parts; a part of one line stands behind it if it is the only one.
  private func headed(_ head: String, _ parts: [SearchTree]) -> [String] {
    let lines = parts.flatMap { $0.lines(false) }
    if parts.count == 1, lines.count == 1, !head.hasSuffix(":") { return [head + " " + lines[0]] }
    return [head.hasSuffix(":") ? head : head + ":"] + lines.map { "  " + $0 }
  }
}

extension SearchText {
  fileprivate var words: String {
    switch form {
    case .word: text.isEmpty ? "any text" : "text '\(text)'"
    case .phrase: text.isEmpty ? "any text" : "exactly '\(text)'"
    case .pattern: "a match of /\(text)/"
    }
  }
}

extension SearchValue {
  fileprivate var words: String {
    switch self {
    case .isNull: return "no content"
    case .isBoolean(let value): return value ? "a ticked box" : "an empty box"
    case .compares(let comparison, let operand):
      let sign =
        switch comparison {
        case .less: "less than"
        case .lessOrEqual: "at most"
        case .equal: "exactly"
        case .greaterOrEqual: "at least"
        case .greater: "more than"
        }
      switch operand {
      case .number(let number):
        let whole = Int(exactly: number).map { "\($0)" }
        return "\(sign) \(whole ?? "\(number)")"
      case .date(let date): return "\(sign) \(date)"
      }
    }
  }
}
