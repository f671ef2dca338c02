import NoteIndex
import NoteModel

/// What is known of a note beside its text and its links.
public struct NoteSummary: Sendable {
  private let stored: StoredSummary

  fileprivate init(_ stored: StoredSummary) { self.stored = stored }

  public var title: String { stored.title }
  public var aliases: [String] { stored.aliases }
  /// Each once; at most 10,000.
  public var tags: [String] { stored.tags }
  /// Bytes of the file.
  public var size: Int? { stored.size.map(Int.init) }
  /// In seconds since 1970.
  public var modified: Int? { stored.modified.map { Int($0 / 1_000_000_000) } }

  /// Returns the value of a property as JSON; letter case of the name does not matter.
  public func property(named name: String) -> String? { stored.properties[NameKey(name)] }
}

extension Vault {
  /// Returns what is known of a note or canvas; nil for another file.
  ///
  /// - Parameter path: From the vault's root.
  public func summary(of path: String) throws -> NoteSummary? {
    try withIndex { try $0.summary(of: VaultPath(path)).map { NoteSummary($0) } }
  }

  /// Whether a note has a property of this name.
  public func hasProperty(named name: String) throws -> Bool {
    try withIndex { try $0.isThere(.property, NameKey(name).text) }
  }
}
