package import NoteModel

/// What a link leads to.
package struct Resolution: Sendable, Hashable {
  /// How a link ended.
  ///
  /// The raw value is stored in the index. A heading or block that is missing in the file is no
  /// outcome: the link still leads to the file.
  package enum Outcome: UInt8, Sendable, CaseIterable {
    case unresolved = 0
    /// A file of that name or path, or the note itself.
    case resolved = 1
    /// No such file, but a note with that alias. Obsidian shows such a link as unresolved.
    case viaAlias = 2
    /// The file is there, but Obsidian does not show files of its type.
    case unsupportedTarget = 3
  }

  package var outcome: Outcome
  /// The file the link leads to; nil for `unresolved` only.
  package var path: VaultPath?
  /// The other files that fit equally well but for length and path order, best first; empty where the
  /// resolver only counts them.
  package var others: [VaultPath]
  package var otherCount: Int
  /// The alias as the link spells it; nil unless the outcome is `viaAlias`.
  package var alias: String?

  package init(
    outcome: Outcome, path: VaultPath? = nil, others: [VaultPath] = [],
    otherCount: Int? = nil, alias: String? = nil
  ) {
    self.outcome = outcome
    self.path = path
    self.others = others
    self.otherCount = otherCount ?? others.count
    self.alias = alias
  }

  /// The resolution of a link that leads nowhere.
  package static let unresolved = Resolution(outcome: .unresolved)
}
