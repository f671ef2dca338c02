import NoteModel
import Platform

/// What a sign between the brackets of a box means.
struct TaskStatus: Hashable {
  var name: String
  /// In capitals, one of `TaskTest.statusTypes`.
  var type: String

  /// Whether there is nothing left to do.
  var isDone: Bool { ["DONE", "CANCELLED", "NON_TASK"].contains(type) }
}

/// What the settings of the Tasks plugin say of tasks and queries.
struct TaskSettings {
  /// Text that a list item has to hold to be a task; empty for none.
  private(set) var globalFilter = ""
  /// Lines that go before every query.
  private(set) var globalQuery = ""
  /// Lines by the name that follows `preset`.
  private(set) var presets = TaskSettings.usualPresets
  private var statuses: [String: TaskStatus] = [
    " ": TaskStatus(name: "Todo", type: "TODO"), "x": TaskStatus(name: "Done", type: "DONE"),
    "/": TaskStatus(name: "In Progress", type: "IN_PROGRESS"),
    "-": TaskStatus(name: "Cancelled", type: "CANCELLED"),
  ]

  /// What the plugin has where the user has changed nothing. What they hide is not shown here in any case.
  private static let usualPresets = [
    "this_file": "path includes {{query.file.path}}",
    "this_folder": "folder includes {{query.file.folder}}",
    "this_folder_only": "filter by function task.file.folder === query.file.folder",
    "this_root": "root includes {{query.file.root}}",
    "hide_date_fields": "", "hide_non_date_fields": "", "hide_query_elements": "",
    "hide_everything": "",
  ]

  init() {}

  init(in root: VaultRoot) {
    let file = SettingsFile(".obsidian/plugins/obsidian-tasks-plugin/data.json", in: root)
    globalFilter = file.text("globalFilter") ?? ""
    globalQuery = file.text("globalQuery") ?? ""
    let own = file.texts(of: "presets")
    if !own.isEmpty { presets = Dictionary(own, uniquingKeysWith: { first, _ in first }) }
    let known = ["coreStatuses", "customStatuses"].flatMap { list in
      file.rows(
        """
        SELECT json_extract(value, '$.symbol') || char(9) || json_extract(value, '$.type') || char(9)
          || json_extract(value, '$.name') FROM json_each(?1, '$.statusSettings.\(list)')
        """) ?? []
    }
    if !known.isEmpty { statuses = [:] }
    for row in known {
      let parts = row.split(separator: "\t", maxSplits: 2).map(String.init)
      // The first one of a sign counts.
      if parts.count == 3, statuses[parts[0]] == nil {
        statuses[parts[0]] = TaskStatus(name: parts[2], type: parts[1])
      }
    }
  }

  /// Returns what a sign means; one that nobody has named stands for something to do.
  func status(of sign: String) -> TaskStatus {
    statuses[sign] ?? TaskStatus(name: "Unknown", type: "TODO")
  }
}
