import NoteModel
import Platform

/// What is wrong with a file of the vault's settings: it counts as absent, or one of its keys does.
public struct SettingsFault: Sendable, Hashable {
  /// Of the file, such as `.obsidian/app.json`.
  public let path: String
  /// What is wrong, such as `it is no JSON`, and what comes of it.
  public let message: String

  /// The whole as a sentence, with what comes of it.
  public var sentence: String { "\(path): \(message)" }

  init(_ path: String, _ fault: String) {
    self.path = path
    message = fault + "; the default holds"
  }

  /// Says that a file is there and cannot be read.
  init(_ path: String, _ error: SystemError) {
    self.init(path, "cannot read the file: \(error.reason)")
  }

  /// Says what the value of a key is instead of what it should be.
  ///
  /// - Parameter type: As SQLite names it.
  init(_ path: String, key: String, is type: String, not wanted: String) {
    self.init(path, "'\(key)' is \(Self.noun(type)), not \(wanted)")
  }

  /// Says what is wrong with the content of a file; nil if it is JSON of the type that is wanted.
  ///
  /// - Parameter type: As SQLite names it; nil for no JSON.
  init?(_ path: String, _ json: [UInt8], isOf type: String?, not wanted: String = "object") {
    if type == wanted { return nil }
    guard let type else {
      self.init(path, json.isEmpty ? "it is empty" : "it is no JSON")
      return
    }
    self.init(path, "it is \(Self.noun(type)), not \(Self.noun(wanted))")
  }

  private static func noun(_ type: String) -> String {
    switch type {
    case "array": "a list"
    case "object": "an object"
    case "text": "a text"
    case "integer", "real": "a number"
    default: type
    }
  }
}

/// A file of settings, of Obsidian or of a plugin. What it lacks, or has of another type, is nil.
final class SettingsFile {
  private let path: String
  /// Nil where there is none that is of use.
  private var json: [UInt8]?
  /// What was found wrong so far.
  private(set) var faults: [SettingsFault] = []

  /// Reads a file.
  ///
  /// - Parameter type: What SQLite calls the whole: `object` or `array`.
  init(_ path: String, in root: VaultRoot, isOf type: String = "object") {
    self.path = path
    do throws(SystemError) {
      let bytes = try FileSystem.contents(of: VaultPath(path), in: root)
      let found = rows("SELECT json_type(?1) WHERE json_valid(?1)", bytes).first
      if let fault = SettingsFault(path, bytes, isOf: found, not: type) {
        faults.append(fault)
      } else {
        json = bytes
      }
    } catch {
      if !error.isMissing { faults.append(SettingsFault(path, error)) }
    }
  }

  private func rows(_ sql: String, _ json: [UInt8]) -> [String] {
    (try? ObsidianSettings.rows(sql, json)) ?? []
  }

  /// Returns what an SQL query of the whole, `?1`, says; nil where there is nothing to ask.
  func rows(_ sql: String) -> [String]? { json.map { rows(sql, $0) } }

  /// Returns the text of a key.
  func text(_ key: String) -> String? {
    guard let (type, text) = value(key) else { return nil }
    if type == "text" { return text }
    if type != "null" { fault(key, type, "a text") }
    return nil
  }

  /// Whether the value of a key is true.
  func isTrue(_ key: String) -> Bool {
    guard let (type, _) = value(key) else { return false }
    if !["true", "false", "null"].contains(type) { fault(key, type, "true or false") }
    return type == "true"
  }

  /// Returns the keys of an object and their values that are texts.
  func texts(of key: String) -> [(key: String, text: String)] {
    guard let (type, _) = value(key) else { return [] }
    if type != "object" {
      if type != "null" { fault(key, type, "an object") }
      return []
    }
    // A name has no tab.
    let sql = "SELECT key || char(9) || value FROM json_each(?1, '$.\(key)') WHERE type = 'text'"
    return (rows(sql) ?? []).compactMap { row in
      let parts = row.split(separator: "\t", maxSplits: 1)
      return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
  }

  /// The value of a key with its type as SQLite names it.
  private func value(_ key: String) -> (type: String, text: String)? {
    let path = "'$.\(key)'"
    let sql =
      "SELECT json_type(?1, \(path)) || char(9) || ifnull(json_extract(?1, \(path)), '')"
    guard let row = rows(sql)?.first, let tab = row.firstIndex(of: "\t") else { return nil }
    return (String(row[..<tab]), String(row[row.index(after: tab)...]))
  }

  private func fault(_ key: String, _ type: String, _ wanted: String) {
    let fault = SettingsFault(path, key: key, is: type, not: wanted)
    if !faults.contains(fault) { faults.append(fault) }
  }
}
