import Foundation
import TestSupport
import Testing

@testable import VaultKit

/// The tables of links that were captured from a running Obsidian.
@Suite(
  .enabled(
    if: Corpora.has("obsidian-oracle/vault") && Corpora.has("obsidian-oracle/resolvedLinks.json"),
    "needs the corpora (VQ_CORPORA)"))
struct LinksOracleTests {
  private typealias Table = [String: [String: Int]]

  /// Newer than the capture, which has no link in this note.
  private static let newerNote = "How To/Find tasks in notes with particular tag.md"

  private func captured(_ name: String) throws -> Table {
    let file = Corpora.root.appendingPathComponent("obsidian-oracle/\(name)")
    return try JSONDecoder().decode(Table.self, from: Data(contentsOf: file))
  }

  @Test func everyLinkCountsAsInObsidian() throws {
    let indexes = try TemporaryFolder()
    let vault = try Vault(
      at: VaultPlace(
        option: Corpora.root.appendingPathComponent("obsidian-oracle/vault").path,
        environment: nil, workingFolder: "/", obsidianList: nil, indexFolder: indexes.path))
    var resolved: Table = [:]
    var unresolved: Table = [:]
    try vault.forEachReference { link in
      if link.outcome == .resolved, let path = link.path {
        resolved[link.source, default: [:]][path, default: 0] += 1
      } else {
        let key = Vault.unresolvedKey(link.target)
        unresolved[link.source, default: [:]][key, default: 0] += 1
      }
    }
    var expectedResolved = try captured("resolvedLinks.json")
    expectedResolved[Self.newerNote] = [
      "Test Data/yaml_all_property_types_populated.md": 1
    ]
    #expect(differences(resolved, expectedResolved) == [])
    #expect(differences(unresolved, try captured("unresolvedLinks.json")) == [])
    #expect(expectedResolved.count > 100)
  }

  /// Notes without an entry in the capture are newer than it.
  private func differences(_ found: Table, _ expected: Table) -> [String] {
    expected.keys.sorted().filter { (found[$0] ?? [:]) != (expected[$0] ?? [:]) }
      .map { "\($0): \(found[$0] ?? [:]) is not \(expected[$0] ?? [:])" }
  }
}
