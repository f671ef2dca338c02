import TestSupport
import Testing

@testable import VaultKit

/// What a note accepts, and what it cannot.
@Suite struct LinksCheckTests {
  @Test(arguments: [
    ("link-unresolved", [String](), "a kind"),
    ("[link-unresolved None, link-via-alias]", [], "a kind with its target, among others"),
    ("link-unresolved Other", ["5:link-unresolved"], "another target"),
    (
      "link-unresolvd", ["2:accept-unknown 'link-unresolved'", "5:link-unresolved"],
      "a slip of the finger"
    ),
    ("everything", ["2:accept-unknown", "5:link-unresolved"], "what is near no kind"),
    ("[a-kind, accept-unknown]", ["5:link-unresolved"], "accepting that, too"),
    ("''", ["5:link-unresolved"], "nothing"),
  ])
  func acceptedProblemsAreNotListed(
    _ accepted: String, _ expected: [String], _ reason: String
  ) throws {
    let vault = try TestVault(["a.md": "---\nvq-accept: \(accepted)\n---\n\n[[None]]\n"])
    let found = try vault.open().check().map { finding in
      let nearest = finding.message.split(separator: "nearest is ").dropFirst().first
      return "\(finding.line):\(finding.kind)" + (nearest.map { " \($0)" } ?? "")
    }
    #expect(found == expected, "\(reason)")
  }

  @Test func unknownKindIsNamedWithItsPlace() throws {
    let vault = try TestVault(["a.md": "---\nx: 1\nVQ-accept:\n  - link-cas Name\n---\n"])
    #expect(
      try vault.open().check() == [
        Finding(
          path: "a.md", line: 3, column: 1, kind: "accept-unknown",
          message: "'vq-accept' names no kind of problem: 'link-cas'; nearest is 'link-case'")
      ])
  }

  @Test(arguments: [
    ("rename", "rename"), ("renam", "rename"), ("chekc", "check"), ("backlnks", "backlinks"),
    ("what", nil), ("a", nil), ("", nil), ("unresolvable", nil), ("ÄSK", nil),
  ])
  func nearestWordIsAFewSlipsAway(_ typed: String, _ word: String?) {
    let commands = ["ask", "backlinks", "check", "rename", "unresolved", "watch"]
    #expect(Vault.nearestWord(to: typed, among: commands) == word)
  }
}
