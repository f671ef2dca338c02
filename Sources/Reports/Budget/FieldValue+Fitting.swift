extension FieldValue {
  /// What it takes as JSON, in quarters of a token.
  var cost: Int {
    var bytes: [UInt8] = []
    append(to: &bytes, isForTerminal: false)
    return TokenCount.quarters(bytes)
  }

  /// Returns the value so that it takes at most some quarters of a token: texts and lists are cut, all to one length.
  ///
  /// What `isWhole` names stays, whatever it takes.
  func fitted(to quarters: Int) -> FieldValue {
    if cost <= quarters { return self }
    var best = shortened(to: 0)
    var (low, high) = (0, max(0, quarters / 4))
    while low < high {
      let middle = (low + high + 1) / 2
      let value = shortened(to: middle)
      if value.cost <= quarters { (best, low) = (value, middle) } else { high = middle - 1 }
    }
    return best
  }

  /// Returns the value with at most so many tokens of each text, and so many things of each list.
  func shortened(to most: Int) -> FieldValue {
    switch self {
    case .null, .boolean, .integer, .number: return self
    case .text(let text): return .text(BudgetedText.shortened(text, tokens: most))
    case .encoded(let json): return (FieldValue(json: json) ?? .text(json)).shortened(to: most)
    case .list(let values): return .list(values.prefix(most).map { $0.shortened(to: most) })
    case .object(let members):
      let isPassage = members.contains { $0.name == "matches" }
      return .object(
        members.map { member in
          if ["others", "nearest"].contains(member.name), case .list(let places) = member.value {
            return (member.name, .list(Array(places.prefix(most))))
          }
          let isKept = Self.isWhole(member.name) || isPassage && member.name == "text"
          return (member.name, isKept ? member.value : member.value.shortened(to: most))
        })
    }
  }

  /// Whether a field is never cut: a place that is cut leads nowhere, a token does not work.
  static func isWhole(_ name: String) -> Bool {
    ["path", "file", "source", "note", "newPath", "token"].contains(name)
  }
}

extension [String] {
  /// Returns sentences, with as few as possible left out or cut.
  ///
  /// - Parameter quarters: Most quarters of a token of them, as JSON and as lines.
  func fitted(to quarters: Int) -> [String] {
    var room = quarters
    var fitted: [String] = []
    for sentence in self {
      let cost = TokenCount.printedQuarters(sentence.utf8) + 3
      if cost <= room {
        fitted.append(sentence)
        room -= cost
        continue
      }
      // With its mark; fewer words are no sentence.
      let most = (room - 8) / 8
      if most > 4 { fitted.append(BudgetedText.shortened(sentence, tokens: most)) }
      break
    }
    return fitted
  }
}
