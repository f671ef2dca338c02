import Foundation
import Testing

/// What a note's or a file's name hides is seen, and no output changes what a terminal shows.
@Suite struct HiddenCharactersTests {
  /// Names with what cannot be seen in them, and how a person is shown them.
  private static let names: [(name: String, shown: String)] = [
    ("left\u{200E}mark", "left<U+200E>mark"), ("right\u{200F}mark", "right<U+200F>mark"),
    ("arabic\u{61C}mark", "arabic<U+061C>mark"), ("zero\u{200B}blank", "zero<U+200B>blank"),
    ("non\u{200C}joiner", "non<U+200C>joiner"), ("joiner\u{200D}", "joiner<U+200D>"),
    ("byte\u{FEFF}order", "byte<U+FEFF>order"), ("soft\u{AD}hyphen", "soft<U+00AD>hyphen"),
    ("filler\u{3164}", "filler<U+3164>"), ("tag\u{E0041}", "tag<U+E0041>"),
    ("over\u{202E}ride", "over\u{FFFD}ride"), ("escape\u{1B}[31m", "escape\u{FFFD}[31m"),
    // These change what is seen, and are seen: Persian, an emoji of three parts, a coloured sign.
    ("می\u{200C}خواهم", "می\u{200C}خواهم"), ("👩\u{200D}💻 work", "👩\u{200D}💻 work"),
    ("☀\u{FE0F} sun", "☀\u{FE0F} sun"),
  ]

  private static func session() throws -> ShellSession {
    let vault = FileManager.default.temporaryDirectory.appending(path: "vq-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: vault, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: vault) }
    for (name, _) in names {
      try Data("zebra\n".utf8).write(to: vault.appending(path: name + ".md"))
    }
    return try ShellSession(vault: vault)
  }

  @Test(arguments: [
    "orphans", "ask --limit 0 --brief zebra", "properties --json", "tags t\u{200E}",
  ])
  func textShowsWhatANameHides(_ command: String) throws {
    let outcome = try Self.session().run("vq \(command)")
    let text = (outcome.output + outcome.errors).joined(separator: "\n")
    for (name, shown) in Self.names where name != shown {
      #expect(!text.contains(name))
    }
    guard outcome.output.count > 10 else { return }
    for (_, shown) in Self.names { #expect(text.contains(shown + ".md"), "\(shown)") }
  }

  @Test func programsGetNamesAsTheyAre() throws {
    let session = try Self.session()
    let paths = try session.run("vq ask --limit 0 --paths zebra").output
    let json = try session.run("vq ask --limit 0 --json zebra").output.joined()
    for (name, _) in Self.names {
      #expect(paths.contains("Vault/" + name + ".md:1:"))
      if name.unicodeScalars.contains("\u{1B}") { continue }
      #expect(json.contains("\"" + name + ".md\""))
    }
  }

  #if os(Linux)
    @Test(arguments: ["--paths", "--json", "--brief", "--full", "--explain"])
    func terminalIsGivenNothingHidden(_ form: String) throws {
      let command = "vq ask --limit 0 --color never \(form) zebra"
      let outcome = try Self.session().run("script -qec '\(command)' /dev/null")
      let text = outcome.output.joined(separator: "\n")
      #expect(text.contains("zebra") || form == "--paths")
      for scalar in "\u{200E}\u{200F}\u{61C}\u{200B}\u{FEFF}\u{AD}\u{3164}\u{E0041}\u{202E}\u{1B}"
        .unicodeScalars
      {
        #expect(
          !text.unicodeScalars.contains(scalar), "\(String(scalar.value, radix: 16))")
      }
      if form == "--json" {
        #expect(text.contains(#""left\u200emark.md""#))
        #expect(text.contains(#""tag\udb40\udc41.md""#))
      }
    }
  #endif
}
