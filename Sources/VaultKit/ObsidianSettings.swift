import NoteModel
import Platform
import SQLite

/// The settings of a vault's `.obsidian/app.json` that change what the index says.
struct ObsidianSettings: Sendable, Hashable {
  /// "Show all file types": whether links to files of other types lead anywhere.
  var showsUnsupportedFiles = false

  /// Reads the settings; what is missing or unreadable has Obsidian's defaults.
  init(vault: String, follows followed: FollowedFolders = FollowedFolders()) throws(VaultError) {
    self.init(json: try Self.firstFile(of: vault, follows: followed))
  }

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
  ) throws(VaultError) -> [UInt8]? {
    do throws(SystemError) { return try file(of: vault, follows: followed) } catch {
      if error.isShortage {
        throw VaultError(.unreadableFile, at: vault + "/" + name, cause: error.reason)
      }
      return nil
    }
  }

  /// Whether a file's content can be read: not while another program is in the midst of writing it.
  static func isWhole(_ json: [UInt8]) -> Bool {
    (try? rows("SELECT json_extract(?1, '$')", json)) != nil
  }

  /// Takes what `file` returned.
  init(json: [UInt8]?) {
    guard let json,
      let rows = try? Self.rows("SELECT json_extract(?1, '$.showUnsupportedFiles')", json)
    else { return }
    showsUnsupportedFiles = rows == ["1"]
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
