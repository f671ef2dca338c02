import NoteModel

/// Which files have another path after a rename.
struct Moves {
  /// New paths by old ones.
  let all: [VaultPath: VaultPath]
  private var olds: [VaultPath: VaultPath] = [:]
  private var byName: [NameKey: [VaultPath]] = [:]

  init(_ all: [VaultPath: VaultPath]) {
    self.all = all
    for (old, new) in all {
      olds[new] = old
      byName[NameKey(new.name), default: []].append(new)
    }
  }

  /// The new path of a file; nil for one that stays.
  func new(of old: VaultPath) -> VaultPath? { all[old] }

  /// The path that a moved file had; nil for one that stays.
  func old(of new: VaultPath) -> VaultPath? { olds[new] }

  /// The new paths of the moved files that have a name.
  func arrivals(named key: NameKey) -> [VaultPath] { byName[key] ?? [] }
}
