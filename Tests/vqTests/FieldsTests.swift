import Foundation
import TestSupport
import Testing

/// `vq help fields` names just the fields that JSON has.
@Suite(.tags(.slow)) struct FieldsTests {
  @Test(arguments: [
    ("ask WORD…", "ask --explain miso soup", "answers"),
    ("search QUERY", "search --explain falcon", "found"),
    ("search --count QUERY", "search --count falcon", "files"),
    ("outline NOTE", "outline Falcon", "headings"),
    ("links NOTE", "links Falcon", "links"), ("links --all", "links --all", "links"),
    ("backlinks NOTE", "backlinks Falcon", "backlinks"),
    ("orphans", "orphans --fields path,title", "orphans"),
    ("deadends", "deadends --fields path,title", "deadends"),
    ("related NOTE", "related Falcon", "related"),
    ("mentions NOTE", "mentions 'Ann Lee'", "mentions"),
    ("tags", "tags", "tags"), ("tags TAG", "tags book", "notes"),
    ("properties", "properties", "properties"), ("properties NAME", "properties due", "notes"),
    ("check", "check --all", "problems"), ("doctor", "doctor", "checks"),
    ("rename NOTE NEW", "rename --dry-run Falcon Kestrel", "changes"),
  ])
  func rowHasTheNamedFields(_ usage: String, _ command: String, _ list: String) throws {
    let session = try ShellSession()
    // A problem for `check`.
    _ = try session.run("echo '[[Nobody]]' > Vault/Problem.md")
    let object = try Self.object(try session.run("vq \(command) --json"))
    let rows = try #require(object[list] as? [[String: Any]])
    let row = try #require(rows.first)
    let named = try Self.named(usage, session)
    for key in row.keys { #expect(named.contains(key), "\(key)") }
    let others = object.keys.filter {
      ![
        list, "refresh", "terms", "ignored", "excluded", "filters", "corrections", "suggestions",
        "warnings", "notices", "finished", "undone", "left", "staleIndex", "path", "file",
      ].contains($0)
    }
    for key in others { #expect(named.contains(key), "\(key)") }
  }

  @Test(arguments: [
    ("show NOTE", "show Falcon"), ("status", "status"), ("index", "index"),
    ("resolve LINK", "resolve Falcon"),
  ])
  func resultHasTheNamedFields(_ usage: String, _ command: String) throws {
    let session = try ShellSession()
    let object = try Self.object(try session.run("vq \(command) --json"))
    let named = try Self.named(usage, session)
    for key in object.keys where !["refresh", "embeds", "cut"].contains(key) {
      #expect(named.contains(key), "\(key)")
    }
  }

  /// Whatever is named can be asked for, in every form.
  @Test(arguments: ["", "--json", "--jsonl", "--tsv", "--csv", "--markdown"])
  func everyNamedFieldCanBeChosen(_ form: String) throws {
    let session = try ShellSession()
    for (usage, command) in [
      ("tags TAG", "tags book"), ("unresolved", "unresolved"), ("ask WORD…", "ask miso"),
    ] {
      let names = try Self.named(usage, session).map { $0 == "property.NAME" ? "property.due" : $0 }
      let outcome = try session.run(
        "vq \(command) \(form) --fields \(names.joined(separator: ","))")
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      #expect(!outcome.output.isEmpty)
    }
  }

  private static func object(_ outcome: ShellSession.Outcome) throws -> [String: Any] {
    let text = outcome.output.joined(separator: "\n")
    return try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "\(outcome.errors)")
  }

  private static func named(_ usage: String, _ session: borrowing ShellSession) throws -> [String] {
    let lines = try session.run("vq help fields").output
    let start = try #require(lines.firstIndex(of: "vq " + usage))
    return lines[(start + 1)...].prefix { !$0.isEmpty }.map { String($0.dropFirst(2)) }
  }
}
