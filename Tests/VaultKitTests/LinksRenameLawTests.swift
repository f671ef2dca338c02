import Foundation
import TestSupport
import Testing

@testable import VaultKit

/// After any rename every link leads where it led before.
@Suite(.tags(.slow)) struct LinksRenameLawTests {
  private static let folders = ["", "a/", "a/b/", "B/", "c d/"]
  private static let names = ["n", "N2", "m.1", "x y", "né", "index", "a"]

  private func randomPath(_ random: inout SeededGenerator) -> String {
    let ending = Int.random(in: 0..<6, using: &random) == 0 ? ".png" : ".md"
    return (Self.folders.randomElement(using: &random) ?? "")
      + (Self.names.randomElement(using: &random) ?? "") + ending
  }

  private func randomLink(_ paths: [String], _ random: inout SeededGenerator) -> String {
    var target = paths.randomElement(using: &random) ?? "n.md"
    if Bool.random(using: &random), let slash = target.lastIndex(of: "/") {
      target = String(target[target.index(after: slash)...])
    }
    if Bool.random(using: &random), target.hasSuffix(".md") { target.removeLast(3) }
    if Int.random(in: 0..<8, using: &random) == 0 { target = "./" + target }
    if Int.random(in: 0..<8, using: &random) == 0 { target = target.uppercased() }
    let encoded = target.replacingOccurrences(of: " ", with: "%20")
    switch Int.random(in: 0..<7, using: &random) {
    case 0: return "![[\(target)]]"
    case 1: return "[t](\(encoded))"
    case 2: return "[\(target)](<\(target)>)"
    case 3: return "[[\(target)|\(target)]]"
    case 4: return "| a |\n|--|\n| [[\(target)#h\\|w]] |\n"
    case 5: return "[![i](\(encoded))](\(encoded))"
    default: return "[[\(target)]]"
    }
  }

  private func randomNote(_ paths: [String], _ random: inout SeededGenerator) -> String {
    var text = ""
    if Bool.random(using: &random) {
      let target = paths.randomElement(using: &random) ?? "n"
      text += "---\np: \"[[\(target)]]\"\nq:\n  - '[[\(target)#x|y]]'\n---\n"
    }
    for _ in 0..<Int.random(in: 0..<6, using: &random) {
      text += randomLink(paths, &random) + (Bool.random(using: &random) ? "\r\n\n" : " text ")
    }
    return text
  }

  /// What each link leads to, in the order of the files under their old names.
  private func graph(_ vault: TestVault, renaming old: String, to new: String) throws -> [String] {
    var links: [(source: String, line: Int, text: String)] = []
    // A folder has a slash at its end.
    let back = { (path: String) in
      if path.utf8.elementsEqual(new.utf8) { return old }
      guard new.hasSuffix("/"), path.utf8.starts(with: new.utf8) else { return path }
      return old + String(decoding: path.utf8.dropFirst(new.utf8.count), as: UTF8.self)
    }
    try vault.open().forEachReference { link in
      let target = link.path.map(back) ?? "nothing"
      links.append(
        (back(link.source), link.line, "\(target)\(link.fragment ?? "") \(link.isEmbed)"))
    }
    return links.sorted { ($0.source, $0.line) < ($1.source, $1.line) }
      .map { "\($0.source):\($0.line) → \($0.text)" }
  }

  /// Ten files with links among each other, and a canvas.
  private func randomFiles(_ random: inout SeededGenerator) -> [String: String] {
    var paths: Set<String> = []
    for _ in 0..<10 { paths.insert(randomPath(&random)) }
    let sorted = paths.sorted()
    var files: [String: String] = [:]
    for path in sorted { files[path] = path.hasSuffix(".md") ? randomNote(sorted, &random) : "" }
    files["board.canvas"] =
      #"{"nodes":[{"type":"file","file":"\#(sorted[0])"},{"type":"text","text":"[[\#(sorted[1])]]"}]}"#
    return files
  }

  private func expectLinksFollow(
    _ files: [String: String], from old: String, to new: String, seed: UInt64
  ) throws {
    let vault = try TestVault(files)
    let before = try graph(vault, renaming: "", to: "")
    let outcome = try vault.open().rename(old, to: new)
    let after = try graph(vault, renaming: old, to: outcome.plan?.newPath ?? "")
    // A link to nothing may lead to the new name; nobody asked for that to be kept from it.
    let isSame = zip(before, after).allSatisfy { $0 == $1 || $0.contains("→ nothing") }
    #expect(before.count == after.count && isSame, "seed \(seed): \(old) → \(new)")
    #expect(try #require(outcome.plan).warnings.isEmpty, "seed \(seed)")
    _ = try vault.open().undoRename()
    #expect(try vault.content() == files, "seed \(seed)")
  }

  @Test(arguments: Rounds.seeds(25))
  func everyLinkLeadsWhereItLed(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let files = randomFiles(&random)
    let paths = files.keys.sorted().filter { $0 != "board.canvas" }
    let old = paths.randomElement(using: &random) ?? paths[0]
    var new = randomPath(&random)
    while files[new] != nil || new.hasSuffix(".md") != old.hasSuffix(".md") {
      new = randomPath(&random)
    }
    try expectLinksFollow(files, from: old, to: "/" + new, seed: seed)
  }

  @Test(arguments: Rounds.seeds(25))
  func everyLinkLeadsWhereItLedBeforeItsFolderMoved(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let files = randomFiles(&random)
    guard
      let old = ["a/", "a/b/", "B/", "c d/"].shuffled(using: &random).first(where: { folder in
        files.keys.contains { $0.hasPrefix(folder) }
      })
    else { return }
    let new =
      ["z", "/z", "100% z", "n", "a c/z", "B/z", "c d/y/z"]
      .filter { !$0.hasPrefix(old) }.randomElement(using: &random) ?? "z"
    try expectLinksFollow(files, from: old, to: new, seed: seed)
  }
}
