import Foundation

// A second reading of the specification's section 7, in the plainest way and with none of the program's code: files are
// lists of lines that know what they are, and a search is asked of them by looking at each.

/// A query as a tree, which can be written out.
indirect enum OracleQuery {
  case word(String)
  case phrase(String)
  case pattern(String)
  case scope(String, OracleQuery)
  case property(String, OracleQuery?)
  case null, yes, no
  case less(Double)
  case more(Double)
  case not(OracleQuery)
  case all([OracleQuery])
  case any([OracleQuery])

  var text: String {
    switch self {
    case .word(let word): word
    case .phrase(let phrase): "\"" + phrase + "\""
    case .pattern(let pattern): "/" + pattern + "/"
    case .scope(let name, let inner): name + ":" + inner.operand
    case .property(let name, nil): "[\(name)]"
    case .property(let name, let inner?): "[\(name):\(inner.text)]"
    case .null: "null"
    case .yes: "TRUE"
    case .no: "FALSE"
    case .less(let number): "<\(Int(number))"
    case .more(let number): ">\(Int(number))"
    case .not(let inner): "-" + inner.operand
    case .all(let parts): parts.map(\.bracketed).joined(separator: " ")
    case .any(let parts): parts.map(\.bracketed).joined(separator: " OR ")
    }
  }

  private var operand: String {
    switch self {
    case .word, .phrase, .pattern: text
    default: "(\(text))"
    }
  }

  private var bracketed: String {
    switch self {
    case .all, .any: "(\(text))"
    default: text
    }
  }

  var hasSection: Bool {
    switch self {
    case .scope(let name, let inner): name == "section" || inner.hasSection
    case .not(let inner): inner.hasSection
    case .all(let parts), .any(let parts): parts.contains(where: \.hasSection)
    default: false
    }
  }
}

/// A file with what each line of its text is.
struct OracleFile {
  enum Value {
    case null
    case flag(Bool)
    case text(String)

    var text: String? {
      switch self {
      case .null: nil
      case .flag(let flag): flag ? "true" : "false"
      case .text(let text): text
      }
    }
  }

  struct Line {
    var text: String
    /// The block it belongs to; nil for a blank line.
    var block: Int?
    /// The level of a heading.
    var level: Int?
    var task: String?
    var isCode = false
  }

  var path: String
  var properties: [(name: String, values: [Value])] = []
  var lines: [Line] = []

  var name: String { String(path.split(separator: "/").last ?? "") }
  var isNote: Bool { path.hasSuffix(".md") }
  var hasText: Bool { isNote || path.hasSuffix(".canvas") }
}

/// Asks a query of a file.
struct SearchOracle {
  /// Part of a text: lines, which may be cut.
  typealias Region = [(number: Int, text: String)]

  enum Target {
    case anywhere, body, name, path, tags
    case value(OracleFile.Value)
  }

  let file: OracleFile

  func finds(_ query: OracleQuery) -> Bool {
    file.hasText ? holds(query, .anywhere, nil, false) : byName(query, .anywhere, false).named
  }

  private var whole: Region { file.lines.enumerated().map { ($0.offset, $0.element.text) } }

  private func holds(
    _ query: OracleQuery, _ target: Target, _ region: Region?, _ minds: Bool
  ) -> Bool {
    switch query {
    case .not(let inner): return !holds(inner, target, region, minds)
    case .all(let parts): return parts.allSatisfy { holds($0, target, region, minds) }
    case .any(let parts): return parts.contains { holds($0, target, region, minds) }
    case .scope(let name, let inner):
      switch name {
      case "match-case": return holds(inner, target, region, true)
      case "ignore-case": return holds(inner, target, region, false)
      case "file": return holds(inner, .name, region, minds)
      case "path": return holds(inner, .path, region, minds)
      case "content": return holds(inner, .body, region, minds)
      case "tag": return holds(inner, .tags, region, minds)
      default:
        return parts(name, inner, region ?? whole).contains { holds(inner, .body, $0, minds) }
      }
    case .property(let name, let inner):
      guard file.isNote else { return false }
      return file.properties.contains { property in
        guard property.name.lowercased() == name.lowercased() else { return false }
        guard let inner else { return true }
        return property.values.contains { holds(inner, .value($0), region, minds) }
      }
    case .null:
      guard case .value(.null) = target else { return false }
      return true
    case .yes:
      guard case .value(.flag(true)) = target else { return false }
      return true
    case .no:
      guard case .value(.flag(false)) = target else { return false }
      return true
    case .less(let number): return Self.number(target).map { $0 < number } ?? false
    case .more(let number): return Self.number(target).map { $0 > number } ?? false
    case .word, .phrase, .pattern: return holds(text: query, target, region, minds)
    }
  }

  private static func number(_ target: Target) -> Double? {
    if case .value(let value) = target { value.text.flatMap { Double($0) } } else { nil }
  }

  private func holds(
    text query: OracleQuery, _ target: Target, _ region: Region?, _ minds: Bool
  ) -> Bool {
    switch target {
    case .name: return Self.stands(query, in: file.name, minds)
    case .path: return Self.stands(query, in: file.path, minds)
    case .body:
      // Nothing stands in a text of no lines too.
      if case .phrase("") = query, region == nil { return true }
      return (region ?? whole).contains { Self.stands(query, in: $0.text, minds) }
    case .anywhere:
      let fields = file.properties.flatMap { $0.values.compactMap(\.text) }
      return ([file.path] + file.lines.map(\.text) + (file.isNote ? fields : []))
        .contains { Self.stands(query, in: $0, minds) }
    case .tags: return tags(region).contains { Self.isTag(query, $0, minds) }
    case .value(let value):
      guard let text = value.text else { return false }
      guard case .phrase(let phrase) = query else { return Self.stands(query, in: text, minds) }
      return minds ? text == phrase : text.lowercased() == phrase.lowercased()
    }
  }

  private func tags(_ region: Region?) -> [String] {
    guard file.isNote else { return [] }
    let own = file.properties.filter { $0.name == "tags" }.flatMap { $0.values.compactMap(\.text) }
    let body = (region ?? whole).filter { !file.lines[$0.number].isCode }
      .flatMap {
        $0.text.split(separator: " ").filter {
          $0.hasPrefix("#") && $0.count > 1 && $0.dropFirst().first != "#"
        }
      }
      .map { String($0.dropFirst()) }
    return body + (region == nil ? own : [])
  }

  private static func isTag(_ query: OracleQuery, _ tag: String, _ minds: Bool) -> Bool {
    switch query {
    case .word(let text), .phrase(let text):
      let wanted = (text.hasPrefix("#") ? String(text.dropFirst()) : text).lowercased()
      return wanted.isEmpty || (tag.lowercased() + "/").hasPrefix(wanted + "/")
    default: return stands(query, in: tag, minds)
    }
  }

  /// Whether a text stands in a line.
  private static func stands(_ query: OracleQuery, in line: String, _ minds: Bool) -> Bool {
    func folded(_ text: String) -> [Character] {
      Array(minds ? text : text.lowercased().replacingOccurrences(of: "ς", with: "σ"))
    }
    switch query {
    case .word(let word):
      let (wanted, line) = (folded(word), folded(line))
      return wanted.isEmpty
        || line.indices.contains { line[$0...].starts(with: wanted) }
    case .phrase(let phrase):
      let (wanted, line) = (folded(phrase), folded(line))
      if wanted.isEmpty { return true }
      func isWord(_ character: Character) -> Bool {
        (character.isLetter || character.isNumber) && !"漢字".contains(character)
      }
      return line.indices.contains { start in
        let end = start + wanted.count
        guard line[start...].starts(with: wanted) else { return false }
        let isCutBefore = start > 0 && isWord(line[start - 1]) && isWord(wanted[0])
        let isCutBehind =
          end < line.count && isWord(line[end]) && isWord(wanted[wanted.count - 1])
        return !isCutBefore && !isCutBehind
      }
    case .pattern(let pattern):
      guard
        let regex = try? NSRegularExpression(
          pattern: pattern,
          options: minds ? [.anchorsMatchLines] : [.anchorsMatchLines, .caseInsensitive])
      else { return false }
      return regex.firstMatch(in: line, range: NSRange(line.startIndex..., in: line)) != nil
    default: return false
    }
  }

  /// The lines, blocks, sections or tasks in a region.
  private func parts(_ name: String, _ inner: OracleQuery, _ region: Region) -> [Region] {
    switch name {
    case "line": return region.map { [$0] }
    case "block":
      return Dictionary(grouping: region.filter { file.lines[$0.number].block != nil }) {
        file.lines[$0.number].block ?? 0
      }.map { $0.value.sorted { $0.number < $1.number } }
    case "section":
      return sections(isDeep: inner.hasSection).map { section in
        region.filter { section.contains($0.number) }
      }.filter { !$0.isEmpty }
    default:
      return region.compactMap { line in
        guard let sign = file.lines[line.number].task else { return nil }
        if name == "task-todo", sign != " " { return nil }
        if name == "task-done", sign == " " { return nil }
        let box = "[\(sign)] "
        let text = line.text.range(of: box).map { String(line.text[$0.upperBound...]) } ?? line.text
        return [(line.number, text)]
      }
    }
  }

  private func sections(isDeep: Bool) -> [Range<Int>] {
    let starts = file.lines.indices.filter { file.lines[$0].level != nil }
    var sections: [Range<Int>] = []
    let lead = 0..<(starts.first ?? file.lines.count)
    if starts.isEmpty || lead.contains(where: { !file.lines[$0].text.isEmpty }) {
      sections.append(lead)
    }
    for start in starts {
      let end = file.lines.indices.first { line in
        guard line > start, let level = file.lines[line].level else { return false }
        return !isDeep || level <= (file.lines[start].level ?? 0)
      }
      sections.append(start..<(end ?? file.lines.count))
    }
    return sections
  }

  /// Of a file without text: whether the query holds, and for a name that is not negated.
  private func byName(
    _ query: OracleQuery, _ target: Target, _ minds: Bool
  ) -> (holds: Bool, named: Bool) {
    switch query {
    case .not(let inner): return (!byName(inner, target, minds).holds, false)
    case .all(let parts):
      let all = parts.map { byName($0, target, minds) }
      let holds = all.allSatisfy(\.holds)
      return (holds, holds && all.contains(where: \.named))
    case .any(let parts):
      let all = parts.map { byName($0, target, minds) }
      return (all.contains(where: \.holds), all.contains { $0.holds && $0.named })
    case .scope("match-case", let inner): return byName(inner, target, true)
    case .scope("ignore-case", let inner): return byName(inner, target, false)
    case .scope("file", let inner): return byName(inner, .name, minds)
    case .scope("path", let inner): return byName(inner, .path, minds)
    case .scope("content", let inner): return byName(inner, .body, minds)
    case .scope("tag", let inner): return byName(inner, .tags, minds)
    case .word, .phrase, .pattern:
      let holds =
        switch target {
        case .name: Self.stands(query, in: file.name, minds)
        case .path: Self.stands(query, in: file.path, minds)
        case .anywhere: file.path.hasSuffix(".base") && Self.stands(query, in: file.path, minds)
        default: false
        }
      return (holds, holds)
    default: return (false, false)
    }
  }
}
