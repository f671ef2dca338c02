import NoteModel
import Platform
import SQLite

/// The settings of a vault's `.obsidian/app.json` that change what the index says.
struct ObsidianSettings: Sendable, Hashable {
  /// "Show all file types": whether links to files of other types lead anywhere.
  var showsUnsupportedFiles = false

  /// Where the file lies, from the root.
  static let name = ".obsidian/app.json"

  /// Returns the content of the file that holds the settings, nil where there is none.
  static func file(
    of vault: String, follows followed: FollowedFolders
  ) throws(SystemError) -> [UInt8]? {
    do throws(SystemError) {
      return try FileSystem.contents(of: VaultPath(name), in: VaultRoot(vault, follows: followed))
    } catch {
      if error.isMissing { return nil }
      throw error
    }
  }

  /// The same where nothing is known of it yet: a file that cannot be read is then as good as none.
  ///
  /// Throws `VaultError` of kind `unreadableFile` where that is not the file's fault.
  static func firstFile(
    of vault: String, follows followed: FollowedFolders
  ) throws(VaultError) -> (json: [UInt8]?, fault: SettingsFault?) {
    do throws(SystemError) { return (try file(of: vault, follows: followed), nil) } catch {
      if error.isShortage {
        throw VaultError(.unreadableFile, at: vault + "/" + name, cause: error.reason)
      }
      return (nil, SettingsFault(name, error))
    }
  }

  /// Reads what `file` returned, and says what is wrong with it. Returns nil for what is of no use, as while another program
  /// is in the midst of writing it.
  static func read(_ json: [UInt8]?) -> (settings: ObsidianSettings?, faults: [SettingsFault]) {
    var settings = ObsidianSettings()
    guard let json else { return (settings, []) }
    let keys = ["showUnsupportedFiles", "userIgnoreFilters", "newLinkFormat"]
    let types = keys.map { "ifnull(json_type(?1, '$.\($0)'), 'null')" }
    let sql =
      "SELECT \((["json_type(?1)"] + types).joined(separator: " || ' ' || ")) WHERE json_valid(?1)"
    let row = (try? rows(sql, json))?.first?.split(separator: " ").map(String.init) ?? []
    if let fault = SettingsFault(name, json, isOf: row.first) { return (nil, [fault]) }
    settings.showsUnsupportedFiles = row[1] == "true"
    let wanted = [
      (["true", "false"], "true or false"), (["array"], "a list"), (["text"], "a text"),
    ]
    let faults = zip(keys, zip(row.dropFirst(), wanted)).compactMap { key, found in
      found.0 == "null" || found.1.0.contains(found.0)
        ? nil : SettingsFault(name, key: key, is: found.0, not: found.1.1)
    }
    return (settings, faults)
  }

  /// Returns one setting that is a text, nil where it is missing.
  static func text(_ name: String, in json: [UInt8]?) -> String? {
    guard let json else { return nil }
    return (try? rows("SELECT json_extract(?1, '$.\(name)')", json))?.first
  }

  /// Changes whenever a setting does.
  var key: String { showsUnsupportedFiles ? "unsupported" : "" }

  // SQLite reads JSON, and it is linked in anyway.
  static func rows(_ sql: String, _ json: [UInt8]) throws -> [String] {
    let statement = try Connection(path: "", mode: .memory).prepare(sql)
    statement.bind(String(decoding: json, as: UTF8.self), at: 1)
    var rows: [String] = []
    while try statement.step() {
      if !statement.isNull(0) { rows.append(statement.text(0)) }
    }
    return rows
  }
}
