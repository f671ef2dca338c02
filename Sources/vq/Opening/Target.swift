import ArgumentParser
import Platform
import Reports
import VaultKit

/// What is opened: a place in a note.
struct Target {
  let root: String
  /// From the vault's root.
  let path: String
  let line: Int
  /// The heading or block, from its `#` on; nil for the note itself.
  var fragment: String?

  init(root: String, path: String, line: Int, fragment: String?) {
    (self.root, self.path, self.line, self.fragment) = (root, path, line, fragment)
  }

  /// The line of an answer that answers best.
  init(_ answer: Answer, root: String) {
    self.init(
      root: root, path: answer.path, line: answer.passage?.line ?? answer.line,
      fragment: answer.headings.last.map { "#" + $0 })
  }

  private var file: String { (root == "/" ? "" : root) + "/" + path }

  /// Returns the program that opens it and its arguments.
  ///
  /// - Parameter inObsidian: Whether Obsidian opens it instead of the editor.
  func command(inObsidian: Bool) throws -> [String] {
    guard inObsidian else { return try Editor().command(file: file, line: line) }
    #if os(macOS)
      let opener = "open"
    #else
      let opener = "xdg-open"
    #endif
    return [opener, LinkAddress.obsidian.text(root: root, path: path + (fragment ?? ""))]
  }

  /// Goes on as the program that opens it; returns by an error alone.
  func open(inObsidian: Bool) throws {
    let words: [String]
    do { words = try command(inObsidian: inObsidian) } catch let mistake as Editor.Mistake {
      Messages.line("vq: \(mistake)")
      throw ExitCode.error
    }
    // An editor would make a new file.
    if !FileSystem.exists(file) {
      Messages.line("vq: \(file): no such file")
      throw ExitCode.error
    }
    StandardOutput.flush()
    let error = Program.become(words)
    Messages.line("vq: cannot start '\(words[0])': \(error.reason)")
    Messages.line(
      inObsidian
        ? "  open this address: \(words[1])"
        : "  try: VISUAL=nano vq open \(ShellWords.line([path]))")
    throw ExitCode.error
  }
}
