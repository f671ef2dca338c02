import Characters
import TOML
import VaultKit

/// Takes from a document what vq knows, and says what else stands there.
struct ConfigurationReader {
  private(set) var settings: [Configuration.Setting] = []
  private var found: [(line: Int, sentence: String)] = []

  init(_ entries: [TOMLEntry]) {
    read(entries, below: [], ConfigurationKey.all)
    checkVaults()
  }

  /// What else stands there, in the order of the lines.
  var warnings: [(line: Int, sentence: String)] { found.sorted { $0.line < $1.line } }

  /// - Parameter keys: Those that the table can hold.
  private mutating func read(
    _ entries: [TOMLEntry], below table: [String], _ keys: [ConfigurationKey]
  ) {
    for entry in entries {
      let key = table + [entry.key]
      let known = keys.filter { $0.accepts(entry.key, at: table.count) }
      if let exact = known.first(where: { $0.parts.count == key.count }) {
        if let wish = exact.kind.wish(for: entry.value)
          ?? exact.wish(forName: entry.key, entry.value)
        {
          warn(entry.line, "'\(Self.dotted(key))' \(wish); it is left out")
        } else {
          settings.append(Configuration.Setting(key: key, value: entry.value, line: entry.line))
        }
      } else if known.isEmpty {
        let siblings = keys.compactMap { $0.name(at: table.count) }
        let near = Vault.nearestWord(to: entry.key, among: siblings, shortest: 3)
        let nearest = near.map { "; nearest is '\(Self.dotted(table + [$0]))'" } ?? ""
        warn(entry.line, "there is no setting '\(Self.dotted(key))'\(nearest)")
      } else if case .table(let inner) = entry.value {
        read(inner, below: key, known)
      } else {
        warn(entry.line, "'\(Self.dotted(key))' is the name of a table: [\(Self.dotted(key))]")
      }
    }
  }

  /// A vault that has settings needs a folder too.
  private mutating func checkVaults() {
    let vaults = settings.filter { $0.key.first == "vault" }
    let places = Set(vaults.filter { $0.key.last == "path" }.map { $0.key[1] })
    var refused: Set<[String]> = []
    for vault in vaults {
      let name = vault.key[1]
      if places.contains(name), !name.isEmpty, !name.contains("/") { continue }
      let wish = places.contains(name) ? "has a name that a path could be" : "has no path"
      warn(vault.line, "'\(Self.dotted(["vault", name]))' \(wish); it is left out")
      refused.insert(vault.key)
    }
    settings.removeAll { refused.contains($0.key) }
  }

  private mutating func warn(_ line: Int, _ sentence: String) {
    found.append((line, sentence))
  }

  /// A key as a document writes it.
  static func dotted(_ key: [String]) -> String {
    key.map { part in
      let isBare = part.utf8.allSatisfy { byte in
        byte.isLetterOrDigit || "-_".utf8.contains(byte)
      }
      return isBare && !part.isEmpty ? part : "\"\(part)\""
    }.joined(separator: ".")
  }
}
