import ArgumentParser
import Platform
import Reports
import VaultKit

/// What is opened: a place in a note.
struct Target {
  let root: String
  /// From the vault's root.
  let path: String
  var line: Int
  /// 1-based.
  var column = 1
  /// The heading that an answer stands below.
  var heading: String?
  /// The heading or block as a link names it, from its `#` on; nil for the note itself.
  var fragment: String?

  init(
    root: String, path: String, line: Int, column: Int? = nil, heading: String? = nil,
    fragment: String? = nil
  ) {
    (self.root, self.path, self.line) = (root, path, line)
    self.column = column ?? 1
    (self.heading, self.fragment) = (heading, fragment)
  }

  /// The line of an answer that answers best.
  ///
  /// - Parameter root: The folder of the vault, if only one was asked.
  init(_ answer: Answer, root: String) {
    self.init(
      root: answer.vault ?? root, path: answer.path, line: answer.passage?.line ?? answer.line,
      heading: answer.headings.last)
  }

  private var file: String { (root == "/" ? "" : root) + "/" + path }

  /// Finds the place again if the note has changed since a time, in nanoseconds since 1970.
  mutating func follow(changesSince time: Int64) throws {
    guard let facts = try? FileFacts.of(file), facts.modified > time else { return }
    let found = try heading.flatMap { try vault().line(ofHeading: $0, in: path, near: line) }
    line = found ?? line
    let name = heading.map { "'\($0)'" } ?? ""
    Messages.line(
      "vq: \(path) has changed since the question was asked; "
        + (found == nil ? "line \(line) may be another now" : "this is where \(name) begins now"))
  }

  /// Returns the program that opens it and its arguments. Throws an exit code where nothing can be opened.
  ///
  /// - Parameter inObsidian: Whether Obsidian opens it instead of the editor.
  func command(inObsidian: Bool) throws -> [String] {
    // An editor would make a new file.
    if !FileSystem.exists(file) {
      Messages.line("vq: \(file): no such file")
      throw ExitCode.error
    }
    guard inObsidian else {
      do { return try Editor().command(file: file, line: line, column: column) } catch let mistake
        as Editor.Mistake
      {
        Messages.line("vq: \(mistake)")
        throw ExitCode.error
      }
    }
    #if os(macOS)
      let opener = "open"
    #else
      let opener = "xdg-open"
    #endif
    let place = try fragment ?? (heading == nil ? nil : vault().fragment(of: path, atLine: line))
    return [opener, LinkAddress.obsidian.text(root: root, path: path + (place ?? ""))]
  }

  /// Goes on as the program that opens it; returns by an error alone.
  func open(inObsidian: Bool) throws {
    let words = try command(inObsidian: inObsidian)
    StandardOutput.flush()
    let error = Program.become(words)
    Messages.line("vq: cannot start '\(words[0])': \(error.reason)")
    let line = ShellWords.line(["vq"] + CommandLine.arguments.dropFirst())
    Messages.line(
      inObsidian ? "  open this address: \(words[1])" : "  try: VQ_EDITOR=nano \(line)")
    throw ExitCode.error
  }

  private func vault() throws -> Vault {
    var choices = Choices()
    choices.vaults = [root]
    return try choices.open()
  }
}
