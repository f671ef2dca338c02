import ArgumentParser
import Platform
import VaultKit

/// `vq status`: says which vault, where its index is and what it holds.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say which vault is used, where its index is and what it holds.")

  @OptionGroup var options: VaultOptions

  func run() throws {
    let status = try options.open().status()
    Messages.report(status.refresh)
    if options.json { return StandardOutput.line(status.json.text) }
    let rows = [
      ("vault", PlainText.safeName(status.vault)),
      ("index", PlainText.safeName(status.index)),
      ("size", "\(Self.size(status.indexBytes))"),
      (
        "notes",
        "\(status.notes)" + (status.excludedNotes > 0 ? ", \(status.excludedNotes) excluded" : "")
      ),
      ("files", "\(status.files)"),
      ("sections", "\(status.sections)"),
      ("links", "\(status.links), \(status.unresolvedLinks) unresolved"),
      ("tags", "\(status.tags)"),
      ("problems", "\(status.problems)"),
      ("changed", status.refreshed.map(Self.date) ?? "never"),
      (
        "versions",
        "vq \(Version.text), schema \(status.schemaVersion), SQLite \(status.sqliteVersion)"
      ),
    ]
    let style = Style(options.color)
    for (name, value) in rows {
      let padding = String(repeating: " ", count: 10 - name.count)
      StandardOutput.line(style.dim(name + padding) + value)
    }
  }

  private static func size(_ bytes: Int) -> String {
    bytes < 1_000_000 ? "\(bytes / 1000) kB" : "\(bytes / 1_000_000) MB"
  }

  private static func date(_ seconds: Int) -> String { LocalTime(seconds)?.text ?? "" }
}

extension VaultStatus {
  fileprivate var json: JSON {
    .object([
      ("vault", .text(vault)), ("index", .text(index)), ("notes", .integer(notes)),
      ("excludedNotes", .integer(excludedNotes)),
      ("files", .integer(files)), ("sections", .integer(sections)), ("links", .integer(links)),
      ("unresolvedLinks", .integer(unresolvedLinks)), ("tags", .integer(tags)),
      ("problems", .integer(problems)), ("indexBytes", .integer(indexBytes)),
      ("refreshed", .optional(refreshed, JSON.integer)),
      ("schemaVersion", .integer(schemaVersion)), ("sqliteVersion", .text(sqliteVersion)),
      ("version", .text(Version.text)), ("refresh", refresh.json),
    ])
  }
}
