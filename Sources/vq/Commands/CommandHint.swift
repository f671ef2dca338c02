import Reports
import VaultKit

/// What is said of a question whose first word may have been meant as a command.
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

  /// Returns what is said of a line in which the name of a vault is misspelt, at its beginning or right behind the command.
  static func misnamedVault(_ line: [String]) -> String? {
    var place = VQ.isCommand(line.first ?? "") ? 1 : 0
    while place + 1 < line.count, line[place] == "--vault" { place += 2 }
    guard place < line.count, line[place].hasPrefix("@"), !line[place].contains("/"),
      !VaultNames.isName(line[place]),
      let near = Vault.nearestWord(
        to: String(line[place].dropFirst()), among: VaultNames.all, shortest: 3)
    else { return nil }
    let name = line[place]
    var words = line
    words[place] = "@" + near
    return "there is no vault '\(PlainText.shortened(name))'; nearest is '@\(near)': vq "
      + ShellWords.line(
        words.indices.filter {
          words[$0] != "--vault" || !(words.dropFirst($0 + 1).first ?? "").hasPrefix("@")
        }.map { words[$0] })
  }
}
