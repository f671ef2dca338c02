import Foundation
import TestSupport
import Testing

@testable import VaultKit

/// After any rename every link leads where it led before.
@Suite struct LinksRenameLawTests {
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
    let back = { (path: String) in path.utf8.elementsEqual(new.utf8) ? old : path }
    try vault.open().forEachReference { link in
      let target = link.path.map(back) ?? "nothing"
      links.append(
        (back(link.source), link.line, "\(target)\(link.fragment ?? "") \(link.isEmbed)"))
    }
    return links.sorted { ($0.source, $0.line) < ($1.source, $1.line) }
      .map { "\($0.source):\($0.line) → \($0.text)" }
  }

  @Test(arguments: Rounds.seeds(25))
  func everyLinkLeadsWhereItLed(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var paths: Set<String> = []
    for _ in 0..<10 { paths.insert(randomPath(&random)) }
    let sorted = paths.sorted()
    var files: [String: String] = [:]
    for path in sorted { files[path] = path.hasSuffix(".md") ? randomNote(sorted, &random) : "" }
    files["board.canvas"] =
      #"{"nodes":[{"type":"file","file":"\#(sorted[0])"},{"type":"text","text":"[[\#(sorted[1])]]"}]}"#
    let vault = try TestVault(files)
    let old = sorted.randomElement(using: &random) ?? sorted[0]
    var new = randomPath(&random)
    while paths.contains(new) || new.hasSuffix(".md") != old.hasSuffix(".md") {
      new = randomPath(&random)
    }
    let before = try graph(vault, renaming: "", to: "")
    let outcome = try vault.open().rename(old, to: "/" + new)
    let after = try graph(vault, renaming: old, to: new)
    // A link to nothing may lead to the new name; nobody asked for that to be kept from it.
    let isSame = zip(before, after).allSatisfy { $0 == $1 || $0.contains("→ nothing") }
    #expect(before.count == after.count && isSame, "seed \(seed): \(old) → \(new)")
    #expect(try #require(outcome.plan).warnings.isEmpty, "seed \(seed)")
    _ = try vault.open().undoRename()
    for (path, text) in files {
      #expect(try vault.folder.read(path) == Array(text.utf8), "seed \(seed): \(path)")
    }
  }
}
