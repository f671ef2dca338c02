import ArgumentParser
import Reports
import VaultKit

/// `vq inspect`: prints what the reader found in a file.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Print everything that vq reads in a file; no vault is needed.",
    discussion: """
        vq inspect 'Projects/Falcon.md'
        vq inspect --json - < Falcon.md
      """)

  @Argument(help: "The file; - reads standard input.", completion: .file(extensions: ["md"]))
  var file: String

  @Flag(name: .long, help: "Print one JSON object.")
  var json = false

  @Option(name: .long, help: "Colours: auto, always or never. NO_COLOR is honoured.")
  var color = ColorChoice.usual

  func run() throws {
    let inspection =
      try file == "-"
      ? Inspection(bytes: InputLines.all(), name: "standard input.md") : Inspection(file: file)
    try Report.inspection(inspection).print(
      as: json ? .json : .text, to: StandardOutput.output,
      Look(color, ShownPaths(root: "", from: "/")))
  }
}
