import JSON
import VaultKit

/// What a tool cannot do, said to the model, which may try again.
struct ToolError: Error {
  let message: String

  init(_ message: String) { self.message = message }
}

/// An argument of a tool: its schema and its checks come from the same declaration.
struct ToolArgument: Sendable {
  enum Kind: Sendable {
    case text
    case flag
    case choice([String])
    case texts
    /// A whole number that is at least so large.
    case number(least: Int)
  }

  let name: String
  let kind: Kind
  var about: String?
  var isRequired = false
  var standard: JSONValue?

  init(
    _ name: String, _ kind: Kind, _ about: String? = nil, isRequired: Bool = false,
    standard: JSONValue? = nil
  ) {
    self.name = name
    self.kind = kind
    self.about = about
    self.isRequired = isRequired
    self.standard = standard
  }

  var schema: JSONValue {
    var members: [(String, JSONValue)] =
      switch kind {
      case .text: [("type", "string")]
      case .flag: [("type", "boolean")]
      case .choice(let names): [("enum", .list(names.map(JSONValue.text)))]
      case .texts: [("type", "array"), ("items", ["type": "string"])]
      case .number: [("type", "integer")]
      }
    if let standard { members.append(("default", standard)) }
    if let about { members.append(("description", .text(about))) }
    return JSONValue(members)
  }

  /// Bytes of the longest text: a name, a filter or a question.
  private static let longestText = 4096

  /// Throws `ToolError` where a value is of another kind, or too long.
  func check(_ value: JSONValue) throws {
    let texts = value.list?.compactMap(\.text) ?? [value.text].compactMap(\.self)
    if texts.contains(where: { $0.utf8.count > Self.longestText }) {
      throw ToolError("'\(name)' has more than \(Self.longestText) bytes")
    }
    func wrong(_ expected: String) -> ToolError {
      ToolError("'\(name)' takes \(expected), not \(value.kind)")
    }
    switch kind {
    case .text: if value.text == nil { throw wrong("a text") }
    case .flag: if value.boolean == nil { throw wrong("true or false") }
    case .texts:
      if value.list?.contains(where: { $0.text == nil }) ?? true { throw wrong("a list of texts") }
    case .number(let least):
      guard let number = value.integer else { throw wrong("a whole number") }
      if number < least { throw ToolError("'\(name)' is \(least) or more, not \(number)") }
    case .choice(let names):
      guard let text = value.text else { throw wrong("a text") }
      if names.contains(text) { return }
      let nearest = Vault.nearestWord(to: text, among: names, shortest: 3)
      throw ToolError(
        "'\(name)' has no choice '\(text)'" + (nearest.map { "; nearest is '\($0)'" } ?? "")
          + "; there are " + names.joined(separator: ", "))
    }
  }
}

/// The arguments of one call, all of them known and of the right kind.
struct ToolArguments {
  private let values: JSONValue

  /// Throws `ToolError`, which names an unknown argument and the nearest one.
  init(_ values: JSONValue?, of arguments: [ToolArgument]) throws {
    self.values = values ?? [:]
    guard let members = self.values.members else {
      throw ToolError("'arguments' is an object, not \(self.values.kind)")
    }
    let names = arguments.map(\.name)
    for member in members {
      guard let argument = arguments.first(where: { $0.name == member.name }) else {
        let nearest = Vault.nearestWord(to: member.name, among: names, shortest: 3)
        throw ToolError(
          "there is no argument '\(member.name)'" + (nearest.map { "; nearest is '\($0)'" } ?? "")
            + "; there are " + names.joined(separator: ", "))
      }
      try argument.check(member.value)
    }
    for argument in arguments where argument.isRequired && self.values[argument.name] == nil {
      throw ToolError("'\(argument.name)' is missing")
    }
  }

  func text(_ name: String) -> String? { values[name]?.text }

  /// Returns an argument that has to be there, as its tool says.
  func required(_ name: String) -> String { values[name]?.text ?? "" }

  func texts(_ name: String) -> [String] { (values[name]?.list ?? []).compactMap(\.text) }

  /// Returns a number; of one that no vault reaches a smaller one that none reaches either.
  func number(_ name: String, or standard: Int) -> Int {
    min(values[name]?.integer ?? standard, Self.mostOfAnything)
  }

  /// Larger numbers in arguments are lowered to this one.
  private static let mostOfAnything = 1_000_000_000
}
