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
    var rest = text[...]
    while let start = rest.firstRange(of: "{{") {
      if start.lowerBound > rest.startIndex {
        parts.append(.text(Self.unescaped(rest[..<start.lowerBound])))
      }
      let inside = rest[start.upperBound...]
      let (name, filters, end) = try Self.field(inside)
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

  /// Reads what stands between two braces, and where the rest begins.
  private static func field(
    _ text: Substring
  ) throws -> (name: String, filters: [Filter], end: Substring.Index) {
    var (words, word, isQuoted) = ([String](), "", false)
    var index = text.startIndex
    while index < text.endIndex {
      let character = text[index]
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted, text[index...].hasPrefix("}}") {
        words.append(word)
        let trimmed = words.map { $0.trimmedBlanks() }
        return (
          trimmed[0], try trimmed.dropFirst().map(filter), text.index(index, offsetBy: 2)
        )
      }
      if !isQuoted, character == "|" {
        words.append(word)
        word = ""
      } else {
        word.append(character)
      }
      index = text.index(after: index)
    }
    throw Mistake(description: "'{{' is never closed in --format; expected '}}'")
  }

  private static func filter(_ text: String) throws -> Filter {
    let name = text.prefix { $0 != ":" }
    var argument = String(text.dropFirst(name.count + 1)).trimmedBlanks()
    if argument.hasPrefix("\""), argument.hasSuffix("\""), argument.count > 1 {
      argument = String(argument.dropFirst().dropLast())
    }
    argument = unescaped(argument[...])
    let hasArgument = text.contains(":")
    switch (name, hasArgument) {
    case ("join", true): return .join(argument)
    case ("date", true): return .date(argument)
    case ("default", true): return .default(argument)
    case ("json", false): return .json
    default:
      throw Mistake(
        description: "there is no filter '\(PlainText.shortened(text))' for --format; "
          + "there are join:\", \", date:\"%Y-%m-%d\", default:\"-\" and json")
    }
  }

  /// Returns text with a tab for `\t`, a line feed for `\n`, NUL for `\0` and `\` for `\\`.
  private static func unescaped(_ text: Substring) -> String {
    let meanings: [Character: Character] = ["t": "\t", "n": "\n", "0": "\0", "\\": "\\"]
    var (result, isEscape) = ("", false)
    for character in text {
      if isEscape {
        if let meaning = meanings[character] {
          result.append(meaning)
        } else {
          result += "\\" + String(character)
        }
        isEscape = false
      } else if character == "\\" {
        isEscape = true
      } else {
        result.append(character)
      }
    }
    return isEscape ? result + "\\" : result
  }
}
