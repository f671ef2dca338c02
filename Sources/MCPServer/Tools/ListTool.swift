import JSON
import Reports
import VaultKit

extension Tool {
  /// Lists notes, tags, properties or tasks.
  static let list = Tool(
    name: "list", title: "List notes, tags, properties or tasks",
    about: "List what meets a filter, sorted.",
    arguments: [
      ToolArgument("kind", .choice(["notes", "tags", "properties", "tasks"]), standard: "notes"),
      ToolArgument("filter", .text, "As in ask; for notes and tasks, e.g. task-todo:x"),
      ToolArgument(
        "sort", .text,
        "name, path, modified, created, size, words, links, backlinks or a property; - turns it round"
      ),
      ToolArgument("fields", .texts, "Such as path, modified, title, tags or a property"),
    ] + reading(listTokens),
    output: object(
      pageFields,
      ["notes", "tags", "properties", "tasks"].map { ($0, ["type": "array"]) })
  ) { run in
    let vault = try run.vault().vault
    let fields = run.arguments.texts("fields")
    let chosen = fields.isEmpty ? nil : fields
    let search = try run.arguments.text("filter").map { try VaultSearch($0) }
    var remarks =
      search?.repairs.map { "\(PlaceText.of("filter", 1, $0.column)): \($0.message)" } ?? []
    let told: (Vault.SearchReport) -> Void = { report in
      remarks += report.unread.map { "\($0.path): cannot be read: \($0.reason)" }
    }
    let report: Report
    let kind = run.arguments.text("kind") ?? "notes"
    if search != nil, kind == "tags" || kind == "properties" {
      throw ToolError("'filter' is for notes and tasks; leave it out for \(kind)")
    }
    switch kind {
    case "tags": report = .tags(of: vault)
    case "properties": report = .properties(of: vault)
    case "tasks": report = .tasks(by: search, in: vault, try tasks(run), told)
    default:
      var form = OutputForm.json
      form.fields = chosen ?? usualFields
      report = .listed(by: search, in: vault, try notes(run, vault), form, told)
      return try run.page(report, in: vault, fields: chosen ?? usualFields) { remarks }
    }
    return try run.page(report, in: vault, fields: chosen) { remarks }
  }

  /// The fields of a note if `fields` is not given.
  private static let usualFields = ["path", "modified"]

  /// The requested order, and whether it is reversed.
  private static func order(_ run: ToolRun) -> (name: String, isReversed: Bool)? {
    guard let sort = run.arguments.text("sort") else { return nil }
    return sort.hasPrefix("-") ? (String(sort.dropFirst()), true) : (sort, false)
  }

  private static func notes(_ run: ToolRun, _ vault: Vault) throws -> ListOptions {
    var options = ListOptions()
    guard let order = order(run) else { return options }
    options.sort = ListSort(order.name)
    options.isReversed = order.isReversed
    if case .property(let name) = options.sort, try !vault.hasProperty(named: name) {
      let names = try ListSort.names + vault.properties().map(\.name)
      let nearest = Vault.nearestWord(to: name, among: names, shortest: 3)
      throw ToolError(
        "no note has a property '\(name)' to sort by"
          + (nearest.map { "; nearest is '\($0)'" } ?? ""))
    }
    return options
  }

  private static func tasks(_ run: ToolRun) throws -> TaskOptions {
    var options = TaskOptions()
    guard let order = order(run) else { return options }
    guard let sort = TaskOptions.Sort(order.name) else {
      throw ToolError(
        "tasks are sorted by \(TaskOptions.Sort.names.joined(separator: ", ")), not '\(order.name)'"
      )
    }
    options.sort = sort
    options.isReversed = order.isReversed
    return options
  }
}
