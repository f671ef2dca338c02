import ArgumentParser

/// The help of a command, with where its exit codes and variables are described.
enum CommandHelp {
  /// Returns the help that an error of the parser asks for.
  ///
  /// Exit codes and variables are in the page for `man`, which is made from `Vault/Commands.md`.
  static func text(_ error: any Error) -> String {
    let text = VQ.fullMessage(for: error)
    guard let name = command(text) else { return text }
    let line = "Exit codes and environment: man vq-\(name)"
    return text + (text.hasSuffix("\n") ? "" : "\n") + "\n" + line
  }

  /// The command that a help is about; nil for other texts.
  private static func command(_ text: String) -> String? {
    let usage = "USAGE: vq "
    guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix(usage) }),
      let name = line.dropFirst(usage.count).split(separator: " ").first.map(String.init)
    else { return nil }
    return VQ.isCommand(name) ? name : nil
  }
}
