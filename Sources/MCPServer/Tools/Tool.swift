import JSON
import Reports
import VaultKit

/// What a tool hands back: JSON as its schema says, and the same for a reader.
struct ToolResult {
  let json: String
  let text: String

  init(json: String, text: String) {
    self.json = json
    self.text = text
  }

  init(_ page: ReportPage) {
    let rest = page.rest.map { ["\($0); go on with from: \(page.next ?? 0)"] } ?? []
    self.init(json: page.json, text: AgentText.text(page.remarks + rest, notes: page.text))
  }
}

/// What a call of a tool is carried out with.
struct ToolRun {
  let arguments: ToolArguments
  let vaults: ServedVaults
  /// The day that `yesterday` counts from; nil for that of the clock.
  let today: String?
  /// Throws if the request was cancelled.
  let check: () throws -> Void

  /// The one vault that is meant.
  func vault() throws -> (vault: Vault, refresh: RefreshReport) {
    try vaults.single(arguments.text("vault")).fresh()
  }

  /// The vault that is meant, and in it what an argument names: without `vault`, the name of one may stand before it.
  func named(_ argument: String) throws -> (vault: Vault, name: String) {
    let name = arguments.required(argument)
    if arguments.text("vault") == nil, vaults.all.count > 1,
      let served = vaults.all.first(where: { name.hasPrefix($0.name + "/") })
    {
      let vault = try served.fresh().vault
      return (vault, try vault.meant(by: String(name.dropFirst(served.name.count + 1))))
    }
    let vault = try vault().vault
    return (vault, try vault.meant(by: name))
  }

  var from: Int { arguments.number("from", or: 0) }

  func tokens(or standard: Int) -> Int { arguments.number("max_tokens", or: standard) }

  /// Prints a page of a list.
  func page(
    _ report: Report, in vault: Vault, fields: [String]? = nil, remarks: () -> [String] = { [] }
  ) throws -> ToolResult {
    ToolResult(
      try report.page(
        vault, from: from, tokens: tokens(or: Tool.listTokens), fields: fields, check: check,
        remarks: remarks))
  }
}

extension Vault {
  /// Returns the name of a note, or of a part of one, that was typed as `VisibleText` shows it. Throws `ToolError`.
  func meant(by name: String) throws -> String {
    guard let typed = VisibleText.typed(name), (try? show(typed)) != nil else { return name }
    // A name can have these signs itself.
    if (try? show(name)) == nil { return typed }
    throw ToolError("'\(name)' is how two notes are shown; move one of them")
  }
}

/// Something that an agent can ask for.
struct Tool: Sendable {
  let name: String
  let title: String
  let about: String
  let arguments: [ToolArgument]
  /// What its JSON has, as JSON Schema.
  let output: JSONValue
  var isReadOnly = true
  let run: @Sendable (ToolRun) throws -> ToolResult

  /// Most tokens of a list.
  static let listTokens = 2_000

  /// The arguments by which a long result is read on.
  static func reading(_ tokens: Int) -> [ToolArgument] {
    [
      ToolArgument("from", .number(least: 0)),
      ToolArgument("max_tokens", .number(least: 1), standard: JSONValue(tokens)),
    ]
  }

  /// Returns the schema of an object that has some members.
  ///
  /// - Parameter types: The types of some of them.
  static func object(_ names: [String], _ types: [(String, JSONValue)] = []) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("type", "object"), ("required", .list(names.map(JSONValue.text))),
    ]
    if !types.isEmpty { members.append(("properties", JSONValue(types))) }
    return JSONValue(members)
  }

  /// Returns the schema of a list of objects.
  static func list(_ names: [String], _ types: [(String, JSONValue)] = []) -> JSONValue {
    ["type": "array", "items": object(names, types)]
  }

  /// What stands beside a list that is read page by page.
  static let pageFields = ["total", "truncated", "next", "remarks"]

  func definition(_ arguments: [ToolArgument]) -> JSONValue {
    var input: [(String, JSONValue)] = [
      ("type", "object"),
      ("properties", JSONValue(arguments.map { ($0.name, $0.schema) })),
    ]
    let required = arguments.filter(\.isRequired).map { JSONValue.text($0.name) }
    if !required.isEmpty { input.append(("required", .list(required))) }
    input.append(("additionalProperties", false))
    return [
      "name": .text(name), "title": .text(title), "description": .text(about),
      "inputSchema": JSONValue(input), "outputSchema": output,
      "annotations": ["readOnlyHint": .boolean(isReadOnly), "openWorldHint": false],
    ]
  }
}
