// Numbers of sections and notes tell when they came: an index that was made anew has others. So what numbers alone would
// tell apart is told apart by the notes themselves.

/// What tells sections with one score apart.
package struct AnswerTie: Sendable {
  /// Headings above its text.
  private var depth: Int
  /// Links that lead to its note, and the day that was last modified.
  private var links: Int
  private var day: Int64
  private var path: String
  private var line: Int

  package init(depth: Int, links: Int, day: Int64, path: String, line: Int) {
    self.depth = depth
    self.links = links
    self.day = day
    self.path = path
    self.line = line
  }

  /// The shorter heading path comes first, then the note that more links lead to, then the newer one, then path and line.
  func precedes(_ other: AnswerTie) -> Bool {
    if depth != other.depth { return depth < other.depth }
    if links != other.links { return links > other.links }
    if day != other.day { return day > other.day }
    return (path, line) < (other.path, other.line)
  }
}

extension Ranker {
  /// Orders by score, and equal ones by their ties.
  ///
  /// - Parameter tie: Called for those alone that have an equal one beside them; nil where nothing is known.
  package func order<Failure>(
    _ answers: [RankedAnswer], tie: (RankedAnswer) throws(Failure) -> AnswerTie?
  ) throws(Failure) -> [RankedAnswer] {
    func isTied(_ first: Int, _ second: Int) -> Bool {
      answers[first].section.isTied(with: answers[second].section)
    }
    var ties: [Int: AnswerTie] = [:]
    for place in answers.indices
    where place > 0 && isTied(place, place - 1)
      || place + 1 < answers.count && isTied(place, place + 1)
    {
      ties[place] = try tie(answers[place])
    }
    let isInOrder = answers.indices.dropFirst().allSatisfy {
      !answers[$0].section.isBetter(than: answers[$0 - 1].section)
    }
    if ties.isEmpty, isInOrder { return answers }
    return answers.indices.sorted { first, second in
      if answers[first].section.isBetter(than: answers[second].section) { return true }
      guard isTied(first, second), let one = ties[first], let other = ties[second] else {
        return false
      }
      return one.precedes(other)
    }.map { answers[$0] }
  }

  /// Brings sections that are as good as the last one wanted in the order of their paths, and leaves out those beyond
  /// `limit`.
  ///
  /// - Parameter path: Of a note; called for those that are as good.
  package func settleTies<Failure>(
    of ranking: inout Ranking, limit: Int, path: (Int32) throws(Failure) -> String
  ) throws(Failure) {
    guard ranking.sections.count > limit, let last = ranking.sections.last else { return }
    let start = ranking.sections.firstIndex { $0.isTied(with: last) } ?? limit
    var paths: [Int32: String] = [:]
    for section in ranking.sections[start...] where paths[section.note] == nil {
      paths[section.note] = try path(section.note)
    }
    ranking.sections[start...].sort { first, second in
      (paths[first.note] ?? "", first.section) < (paths[second.note] ?? "", second.section)
    }
    ranking.sections.removeSubrange(limit...)
  }
}
