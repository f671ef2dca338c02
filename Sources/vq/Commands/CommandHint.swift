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
    if first.hasPrefix("@") { return vaultSentence(String(first.dropFirst()), rest) }
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

  /// The same of a word that may have been meant as the name of a vault.
  private static func vaultSentence(_ name: String, _ rest: ArraySlice<String>) -> String? {
    guard let near = Vault.nearestWord(to: name, among: VaultNames.all, shortest: 3) else {
      return nil
    }
    let line = ShellWords.line(["@" + near] + rest)
    return "there is no vault '\(PlainText.shortened(name))'; nearest is '\(near)': vq \(line)"
  }
}
