import ArgumentParser
import VaultKit

/// Prints paths, one a line, or as one object.
struct PathLines {
  let vault: Vault
  let options: VaultOptions
  private let style: Style

  init(vault: Vault, options: VaultOptions) {
    self.vault = vault
    self.options = options
    style = Style(options.color)
  }

  /// Prints the paths; `member` names their list in JSON, `nothing` says that there are none.
  ///
  /// Throws the exit code for nothing found.
  func print(_ paths: [String], member: String, nothing: String) throws {
    if options.json {
      StandardOutput.line(
        JSON.object([("vault", .text(vault.root)), (member, .list(paths.map(JSON.text)))]).text)
    } else {
      for path in paths { StandardOutput.line(place(path)) }
    }
    guard paths.isEmpty else { return }
    Messages.nothing(nothing, in: vault)
    StandardOutput.flush()
    throw ExitCode.nothingFound
  }

  /// A path as a person reads it, with a line where there is one.
  func place(_ path: String, line: Int? = nil) -> String {
    let text = PlainText.safeName(path) + (line.map { ":\($0)" } ?? "")
    return style.link(style.path(text), to: vault.root + "/" + path)
  }
}

extension String {
  /// The text without blanks at its ends.
  func trimmedBlanks() -> String {
    guard let first = firstIndex(where: { $0 != " " }), let last = lastIndex(where: { $0 != " " })
    else { return "" }
    return String(self[first...last])
  }
}
