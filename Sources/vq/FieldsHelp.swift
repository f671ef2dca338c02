import ArgumentParser
import Reports

/// `vq help fields [COMMAND]`: the names of the fields that a command's results have.
enum FieldsHelp {
  private static let lists: [(command: String, usage: String, fields: FieldList)] = [
    ("ask", "ask WORD…", .answers), ("search", "search QUERY", .found),
    ("search", "search --count QUERY", .foundCounts),
    ("search", "search --from NOTE", .foundByBlocks),
    ("list", "list FILTER", .listed), ("recent", "recent FILTER", .listed),
    ("random", "random FILTER", .listed), ("tasks", "tasks FILTER", .tasks),
    ("tasks", "tasks --group GROUP FILTER", .groupedTasks),
    ("tasks", "tasks --count FILTER", .taskCount),
    ("daily", "daily DAY", .periodNote), ("daily", "daily --list", .periodNotes),
    ("weekly", "weekly DAY", .periodNote), ("weekly", "weekly --list", .periodNotes),
    ("monthly", "monthly DAY", .periodNote), ("monthly", "monthly --list", .periodNotes),
    ("on", "on DAY", .dayEntries), ("show", "show NOTE", .shownNote),
    ("index", "index", .refresh), ("watch", "watch", .changes), ("status", "status", .status),
    ("resolve", "resolve LINK", .resolved), ("outline", "outline NOTE", .outline),
    ("check", "check", .problems), ("links", "links NOTE", .linksOfNote),
    ("links", "links --all", .links), ("backlinks", "backlinks NOTE", .backlinks),
    ("unresolved", "unresolved", .unresolved), ("orphans", "orphans", .paths),
    ("deadends", "deadends", .paths), ("related", "related NOTE", .related),
    ("mentions", "mentions NOTE", .mentions), ("tags", "tags", .tags),
    ("tags", "tags TAG", .taggedNotes), ("properties", "properties", .properties),
    ("properties", "properties NAME", .propertyOfNotes),
    ("properties", "properties NAME --values", .valuesOfProperty),
    ("properties", "properties --by-type", .propertyTypes),
    ("rename", "rename NOTE NEW", .rename),
    ("vaults", "vaults", .vaults), ("config", "config", .settings),
  ]

  /// The commands whose results have fields.
  static var commands: [String] {
    var seen: Set<String> = []
    return lists.map(\.command).filter { seen.insert($0).inserted }
  }

  /// Returns the fields of a command's results.
  static func names(of command: String) -> [String] {
    var seen: Set<String> = []
    return lists.filter { $0.command == command }.flatMap(\.fields.names).filter {
      seen.insert($0).inserted
    }
  }

  /// Prints the help if the line asks for it. Throws `ValidationError` for a command without fields.
  static func answers(_ arguments: [String]) throws -> Bool {
    guard arguments.starts(with: ["help", "fields"]), arguments.count < 4 else { return false }
    let command = arguments.dropFirst(2).first
    let wanted = lists.filter { command == nil || $0.command == command }
    if let command, wanted.isEmpty {
      throw ValidationError("'\(command)' is no command whose fields can be chosen")
    }
    for (place, list) in wanted.enumerated() {
      if place > 0 { StandardOutput.line("") }
      StandardOutput.line("vq \(list.usage)")
      for name in list.fields.names { StandardOutput.line("  \(name)") }
    }
    return true
  }
}
