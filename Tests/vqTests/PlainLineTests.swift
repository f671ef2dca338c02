import TestSupport
import Testing

/// The short ways to a question and to a search, and the parser of options, read a line alike.
@Suite(.tags(.slow)) struct PlainLineTests {
  private static let lines = [
    "miso soup", "ask miso soup", "--vault Vault miso", "ask --vault Vault miso",
    "--limit 1 miso", "miso --limit 0", "--limit 2 --paths miso", "ask --limit 007 miso",
    "--brief miso", "miso --brief", "--full miso", "--no-refresh --paths miso", "--exact misoo",
    "--json miso", "--json --limit 1 ask miso", "--vault Nowhere miso", "ask", "ask ask",
    "--json ask",
    "'miso soup'", "'a -b'", "--paths --paths miso", "--limit 1 --limit 2 --paths miso", "help me",
    "--json --json miso", "''", "--vault '' miso", "link to", "renmae it", "--paths help miso",
    "--vault --json miso", "miso --vault -x", "ask --vault --limit 1 miso", "miso --vault -",
    "--vault Vault --vault Vault miso", "--vault Vault --vault Nowhere miso", "@x miso",
    "search miso", "search miso soup", "search --vault Vault miso", "--vault Vault search miso",
    "search -l miso", "search miso -c",
    "search --json miso", "search --sort -modified miso -l", "search --sort rank miso",
    "search --sort no miso", "search --limit 1 miso", "search --limit x miso",
    "search -C 1 miso", "search --context 1 miso -c", "search --context -1 miso", "search",
    "search --match-case MISO", "search 'tag:x OR (miso'", "search --excluded miso", "search ''",
    "search --json -l miso", "search search", "search -lc miso", "search help",
    "search --limit 2 --limit 1 -l miso", "search -- miso",
  ]

  /// Lines change nothing, so many have one copy of the vault.
  private static let sessions = 4

  @Test(arguments: 0..<sessions)
  func linesAreReadAlike(_ part: Int) throws {
    let session = try ShellSession()
    _ = try session.run("vq index")
    for line in stride(from: part, to: Self.lines.count, by: Self.sessions).map({ Self.lines[$0] })
    {
      try Self.compare(line, session)
    }
  }

  private static func compare(_ line: String, _ session: borrowing ShellSession) throws {
    let short = try session.run("vq \(line)")
    // This option is not among those of the short way.
    let dashes = line.firstRange(of: " -- ")
    let option = " --color auto"
    let parsed = try session.run(
      dashes.map { "vq " + line[..<$0.lowerBound] + option + line[$0.lowerBound...] }
        ?? "vq \(line)\(option)")
    #expect(short.output == parsed.output, "\(line)")
    #expect(short.exitCode == parsed.exitCode, "\(line)")
    // Suggestions repeat the line.
    let errors = parsed.errors.map { $0.replacing(" --color auto", with: "") }
    #expect(short.errors == errors, "\(line)")
  }
}
