import Reports
import VaultKit

/// The message about a question whose first word may be a misspelt command.
enum CommandHint {
  /// Words that other programs have as commands, and what they are called here.
  private static let others = [
    "reindex": "vq index --rebuild", "version": "vq --version",
  ]

  /// Returns the sentence; nil where a question was meant, as far as can be seen.
  ///
  /// - Parameter isNowhere: Whether the first word was found in no note as it is typed.
  static func sentence(_ words: [String], isNowhere: Bool) -> String? {
    // Several words in quotes are a question.
    guard let first = words.first, !first.contains(" "), !VQ.isCommand(first) else { return nil }
    let rest = words.dropFirst()
    // The line as a whole is looked at for it.
    if first.hasPrefix("@") { return nil }
    if let other = others[first] {
      return rest.isEmpty ? "there is no command '\(first)'; try: \(other)" : nil
    }
    guard
      let command = VQ.nearestCommand(
        to: first, edits: isNowhere ? 2 : 1, shortest: rest.isEmpty ? 3 : 4)
    else { return nil }
    let line = ShellWords.line([command] + rest)
    return
      "there is no command '\(PlainText.shortened(first))'; nearest is '\(command)': vq \(line)"
  }

  /// Returns the message about a line in which the name of a vault is misspelt, at its beginning or right after the command;
  /// nil where `@` and a word mean that word: no vault has a name like it, or it is quoted with others, or stands after `--`.
  static func misnamedVault(_ line: [String]) -> [String]? {
    let isCommand = VQ.isCommand(line.first ?? "")
    var place = isCommand ? 1 : 0
    while place + 1 < line.count, line[place] == "--vault" { place += 2 }
    guard place < line.count else { return nil }
    let name = line[place]
    guard let near = nearestVault(to: name) else {
      return place == 0 ? unknownVault(line) : nil
    }
    var words = line
    words[place] = near
    let others = words.indices.filter {
      words[$0] != "--vault" || !(words.dropFirst($0 + 1).first ?? "").hasPrefix("@")
    }
    var said = [missing(name, near) + ": vq " + ShellWords.line(others.map { words[$0] })]
    if !isCommand || line[0] == "ask" {
      words[place] = name
      words.insert("--", at: place)
      said.append(
        "  to ask for the word '\(PlainText.shortened(name))': vq \(ShellWords.line(words))")
    }
    return said
  }

  /// The message about a command after `@` and a name that no vault's name is like.
  private static func unknownVault(_ line: [String]) -> [String]? {
    let all = VaultNames.all
    guard line.count > 1, line[0].count > 1, line[0].hasPrefix("@"), !line[0].contains("/"),
      !VaultNames.isName(line[0]), VQ.isCommand(line[1]), !all.isEmpty
    else { return nil }
    let name = PlainText.shortened(line[0])
    let names = all.sorted().prefix(10).map { "@" + PlainText.shortened($0) }
    return [
      "there is no vault '\(name)'; there are \(names.joined(separator: ", "))"
        + (all.count > 10 ? " and more" : ""),
      "  to ask for the word '\(name)': vq \(ShellWords.line(["--"] + line))",
    ]
  }

  /// Returns `@` and the name of the vault that a word means which is `@` and the name of none; nil if none is like it.
  static func nearestVault(to word: String) -> String? {
    guard word.hasPrefix("@"), !word.contains("/"), !VaultNames.isName(word) else { return nil }
    return Vault.nearestWord(
      to: String(word.dropFirst()), among: VaultNames.all, shortest: 3
    ).map { "@" + $0 }
  }

  /// The message about a vault that does not exist.
  static func missing(_ name: String, _ nearest: String) -> String {
    "there is no vault '\(PlainText.shortened(name))'; nearest is '\(nearest)'"
  }
}
