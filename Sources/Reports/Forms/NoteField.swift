package import VaultKit

/// A field of the note that a row names; every list of notes has these beside its own.
enum NoteField: Sendable, Equatable {
  case file
  case title
  case aliases
  case tags
  case modified
  case size
  case property(String)

  /// How a property is named.
  static let property = "property."

  /// The names as help lists them.
  static let names = [
    "title", "file", "aliases", "tags", "modified", "size", property + "NAME",
  ]

  init?(_ name: String) {
    switch name {
    case "file": self = .file
    case "title": self = .title
    case "aliases": self = .aliases
    case "tags": self = .tags
    case "modified": self = .modified
    case "size": self = .size
    default:
      guard name.hasPrefix(Self.property), name.count > Self.property.count else { return nil }
      self = .property(String(name.dropFirst(Self.property.count)))
    }
  }
}

/// Reads fields of notes; those of the last note are kept, since rows of one note follow each other.
package final class NoteFields {
  private let vaults: [Vault]
  private var last: (path: String, root: String, summary: NoteSummary?)?

  /// Properties that were asked for and no note has, nor one of a name like it.
  package private(set) var missingProperties: [String] = []

  func addMissing(_ property: String) {
    if !missingProperties.contains(property) { missingProperties.append(property) }
  }

  /// - Parameter vaults: The vaults of the notes; with several, a row names its vault.
  package init(_ vaults: [Vault]) { self.vaults = vaults }

  /// Whether a note has a property of this name.
  func hasProperty(_ name: String) throws -> Bool {
    try vaults.contains { try $0.hasProperty(named: name) }
  }

  /// Returns the property of a note that is most like a name which none has.
  func nearestProperty(to name: String) throws -> String? {
    let names = try vaults.flatMap { try $0.properties().map(\.name) }
    return Vault.nearestWord(to: name, among: names, shortest: 3)
  }

  /// Returns a field of a note; null for a file that is not a note.
  ///
  /// - Parameter root: The folder of its vault; nil for that of the only one.
  func value(of field: NoteField, at path: String, in root: String?) throws -> FieldValue {
    guard let vault = vaults.first(where: { root == nil || $0.root == root }) else { return .null }
    if field == .file { return .text((vault.root == "/" ? "" : vault.root) + "/" + path) }
    if last?.path != path || last?.root != vault.root {
      last = (path, vault.root, try vault.summary(of: path))
    }
    guard let note = last?.summary else { return .null }
    switch field {
    case .file: return .null
    case .title: return .text(note.title)
    case .aliases: return .texts(note.aliases)
    case .tags: return .texts(note.tags)
    case .modified: return .optional(note.modified, FieldValue.integer)
    case .size: return .optional(note.size, FieldValue.integer)
    case .property(let name): return .optional(note.property(named: name), FieldValue.encoded)
    }
  }
}
