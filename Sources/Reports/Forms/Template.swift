import Characters

/// A text with names of fields between double braces: `{{path}}:{{line}} {{tags|join:" "}}`.
package struct Template: Sendable {
  /// What is wrong with a template.
  package struct Mistake: Error, CustomStringConvertible {
    package let description: String
  }

  /// What becomes of a value before it is printed.
  enum Filter: Sendable, Equatable {
    case join(String)
    case date(String)
    case `default`(String)
    case json
  }

  private enum Part: Sendable {
    case text(String)
    case value([Filter])
  }

  private let parts: [Part]
  /// The fields, one for each place.
  package let fields: [String]

  /// Reads a template. Throws `Mistake`.
  package init(_ text: String) throws {
    var parts: [Part] = []
    var fields: [String] = []
    // Scalars and not characters: what follows a brace may join it.
    var rest = text.unicodeScalars[...]
    while let start = rest.firstRange(of: "{{".unicodeScalars) {
      if start.lowerBound > rest.startIndex {
        parts.append(.text(Self.unescaped(rest[..<start.lowerBound])))
      }
      let (name, filters, end) = try Self.field(rest[start.upperBound...])
      fields.append(name)
      parts.append(.value(filters))
      rest = rest[end...]
    }
    if !rest.isEmpty { parts.append(.text(Self.unescaped(rest))) }
    self.parts = parts
    self.fields = fields
  }

  /// Calls `body` with the pieces of the text in their order, and whether the user typed a piece.
  ///
  /// - Parameter values: One for each of `fields`.
  func forEachPiece(_ values: [FieldValue], _ body: (_ piece: String, _ isTyped: Bool) -> Void) {
    var next = 0
    for part in parts {
      switch part {
      case .text(let text): body(text, true)
      case .value(let filters):
        body(filters.reduce(values[next]) { $0.filtered($1) }.plain, false)
        next += 1
      }
    }
  }

  // MARK: Reading

  private typealias Scalars = Substring.UnicodeScalarView

  /// Reads what stands between two braces, and where the rest begins.
  private static func field(
    _ text: Scalars
  ) throws -> (name: String, filters: [Filter], end: String.Index) {
    var words: [Scalars] = []
    var (start, index) = (text.startIndex, text.startIndex)
    var (isQuoted, isEscape) = (false, false)
    while index < text.endIndex {
      let scalar = text[index]
      if scalar == "\"", !isEscape { isQuoted.toggle() }
      isEscape = isQuoted && scalar == "\\" && !isEscape
      if !isQuoted, text[index...].starts(with: "}}".unicodeScalars) {
        words.append(text[start..<index])
        let trimmed = words.map { String($0.trimmed { $0 == " " }) }
        return (
          trimmed[0], try trimmed.dropFirst().map(filter), text.index(index, offsetBy: 2)
        )
      }
      if !isQuoted, scalar == "|" {
        words.append(text[start..<index])
        start = text.index(after: index)
      }
      index = text.index(after: index)
    }
    throw Mistake(description: "'{{' is never closed in --format; expected '}}'")
  }

  private static func filter(_ text: String) throws -> Filter {
    let name = text.prefix { $0 != ":" }
    guard let colon = text.firstIndex(of: ":") else {
      if name == "json" { return .json }
      throw Mistake(
        description: known.contains { $0.hasPrefix(name + ":") }
          ? "the filter '\(name)' of --format needs a value, such as \(usage(of: name))"
          : noFilter(text))
    }
    var argument = String(text[text.index(after: colon)...].trimmed { $0 == " " })
    if argument.hasPrefix("\""), argument.hasSuffix("\""), argument.count > 1 {
      argument = String(argument.dropFirst().dropLast())
    }
    argument = unescaped(argument.unicodeScalars[...], and: "\"")
    switch name {
    case "join": return .join(argument)
    case "date": return .date(argument)
    case "default": return .default(argument)
    default: throw Mistake(description: noFilter(text))
    }
  }

  /// The filters that take a value, with one.
  private static let known = ["join:\", \"", "date:\"%Y-%m-%d\"", "default:\"-\""]

  private static func usage(of name: some StringProtocol) -> String {
    known.first { $0.hasPrefix(name + ":") } ?? ""
  }

  private static func noFilter(_ text: String) -> String {
    "there is no filter '\(PlainText.shortened(text))' for --format; "
      + "there are \(known.joined(separator: ", ")) and json"
  }

  /// Returns text with a tab for `\t`, a line feed for `\n`, NUL for `\0` and `\` for `\\`.
  ///
  /// - Parameter other: One more sign that stands for itself after a backslash.
  private static func unescaped(_ text: Scalars, and other: Unicode.Scalar? = nil) -> String {
    let meanings: [Unicode.Scalar: Unicode.Scalar] = ["t": "\t", "n": "\n", "0": "\0", "\\": "\\"]
    var (result, isEscape) = (String.UnicodeScalarView(), false)
    for scalar in text {
      if isEscape {
        if let meaning = scalar == other ? other : meanings[scalar] {
          result.append(meaning)
        } else {
          result += ["\\", scalar]
        }
        isEscape = false
      } else if scalar == "\\" {
        isEscape = true
      } else {
        result.append(scalar)
      }
    }
    return String(result) + (isEscape ? "\\" : "")
  }
}
