/// A list of cases in a suite's `questions.yaml` or `links.yaml`.
///
/// As much YAML as a list of flat maps needs: `- key: value`, further keys indented below it, comments,
/// and values that may stand in double quotes. Everything else is an error, so that no case is lost.
struct SuiteFile {
  struct Case {
    /// 1-based line of its first key.
    var line: Int
    var values: [String: String]
  }

  struct ParseError: Error, CustomStringConvertible {
    var line: Int
    var description: String { "line \(line): expected '- key: value' or '  key: value'" }
  }

  var cases: [Case] = []

  init(parsing text: String) throws {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if line.isEmpty || line.hasPrefix("#") { continue }
      let isFirst = line.hasPrefix("- ")
      guard isFirst || line.hasPrefix("  ") && !cases.isEmpty,
        let colon = line.firstRange(of: ": ")
      else { throw ParseError(line: index + 1) }
      let key = String(line[..<colon.lowerBound].dropFirst(2))
      var value = line[colon.upperBound...]
      if value.hasPrefix("\""), value.hasSuffix("\""), value.count > 1 {
        value = value.dropFirst().dropLast()
      }
      if isFirst { cases.append(Case(line: index + 1, values: [:])) }
      cases[cases.count - 1].values[key] = String(value)
    }
  }
}
