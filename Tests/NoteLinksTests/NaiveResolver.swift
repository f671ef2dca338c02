import NoteLinks
import NoteModel

/// The ranking as the specification words it, one link against every file, for comparison.
struct NaiveResolver {
  var vault: TestVault

  func resolve(_ target: String, form: Link.Form, from source: String) -> Resolution {
    var path = fold(target)
    while path.hasPrefix(" ") { path.removeFirst() }
    while path.hasSuffix(" ") { path.removeLast() }
    if path.isEmpty { return Resolution(outcome: .resolved, path: VaultPath(source)) }
    let alias = path
    let isRelative = path.hasPrefix("./") || path.hasPrefix("../")
    let isRooted = path.hasPrefix("/")
    let name = String(path.split(separator: "/", omittingEmptySubsequences: false).last ?? "")
    var candidates = name.contains(".") ? vault.files.filter { lastPart(fold($0)) == name } : []
    if candidates.isEmpty {
      candidates = vault.files.filter { lastPart(fold($0)) == name + ".md" }
      path += ".md"
    }
    let folder = parts(fold(source)).dropLast()
    if isRelative { path = join(Array(folder), path) }
    if isRooted { path.removeFirst() }
    let ranked = candidates.compactMap { file -> (Int, String)? in
      let key = fold(file)
      if key == path { return (1, file) }
      if isRelative || isRooted { return nil }
      guard parts(key).suffix(parts(path).count) == parts(path)[...] else { return nil }
      return (parts(key).starts(with: folder) ? 2 : 3, file)
    }
    if let best = ranked.map(\.0).min() {
      let class1 = ranked.filter { $0.0 == best }.map(\.1).sorted(by: precedes)
      return Resolution(
        outcome: .resolved, path: VaultPath(class1[0]),
        others: class1.dropFirst().map(VaultPath.init)
      )
    }
    if isRelative || isRooted || form == .markdown { return .unresolved }
    return resolveAlias(alias, folder: folder, written: target)
  }

  private func resolveAlias(
    _ alias: String, folder: ArraySlice<String>, written: String
  ) -> Resolution {
    let notes = vault.aliases.filter { fold($0.alias) == alias }.map(\.note).sorted(by: precedes)
    let own = notes.filter { parts(fold($0)).starts(with: folder) }
    let winners = own.isEmpty ? notes : own
    guard let first = winners.first else { return .unresolved }
    return Resolution(
      outcome: .viaAlias, path: VaultPath(first), others: winners.dropFirst().map(VaultPath.init),
      alias: String(written.drop { $0 == " " }))
  }

  private func fold(_ text: String) -> String { NameKey(text).text }

  private func parts(_ path: String) -> [String] {
    path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
  }

  private func lastPart(_ path: String) -> String { parts(path).last ?? "" }

  private func join(_ folder: [String], _ path: String) -> String {
    var result = folder
    for part in parts(path) where !part.isEmpty && part != "." {
      if part != ".." { result.append(part) } else { _ = result.popLast() }
    }
    return result.joined(separator: "/")
  }

  /// Random names hold `é` alone outside of ASCII: `Character` counts its NFC length.
  private func precedes(_ left: String, _ right: String) -> Bool {
    if left.count != right.count { return left.count < right.count }
    return left == right
      ? left.utf8.lexicographicallyPrecedes(right.utf8) : left < right
  }
}
