import ArgumentParser
import VaultKit

/// `vq inspect`: prints what the reader found in a file.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Print everything that vq reads in a file; no vault is needed.")

  @Argument(help: "The file; - reads standard input.", completion: .file(extensions: ["md"]))
  var file: String

  @Flag(name: .long, help: "Print one JSON object.")
  var json = false

  @Option(name: .long, help: "Colours: auto, always or never. NO_COLOR is honoured.")
  var color: ColorChoice = .auto

  func run() throws {
    let inspection =
      try file == "-"
      ? Inspection(bytes: InputLines.all(), name: "standard input.md") : Inspection(file: file)
    if json { return printJSON(inspection) }
    let style = Style(color)
    StandardOutput.line(style.bold(PlainText.safeName(inspection.title)))
    for group in inspection.groups where group.count > 0 {
      StandardOutput.line(style.bold("\(group.name) (\(group.count))"))
      for item in group.items {
        let place = style.path("\(item.line):\(item.column)")
        StandardOutput.line("  \(place)  \(item.members.compactMap(text).joined(separator: "  "))")
      }
    }
  }

  private func printJSON(_ inspection: Inspection) {
    StandardOutput.write("{\"title\":" + JSON.text(inspection.title).text)
    for group in inspection.groups {
      StandardOutput.write(",\"\(group.name)\":[")
      var isFirst = true
      for item in group.items {
        StandardOutput.write((isFirst ? "" : ",") + item.json.text)
        isFirst = false
      }
      StandardOutput.write("]")
    }
    StandardOutput.line("}")
  }

  /// A member as a person reads it; what is empty or false is left out.
  private func text(_ member: Inspection.Member) -> String? {
    switch member.value {
    case .null, .boolean(false), .list([]): return nil
    case .boolean(true): return member.name
    case .text(let text): return "\(member.name) '\(PlainText.safeName(text))'"
    case .list(let values) where member.name == "headings":
      return values.map { PlainText.safeLine($0.plainText) }.joined(separator: " › ")
    default: return "\(member.name) \(PlainText.safeName(member.value.json.text))"
    }
  }
}

extension Inspection.Item {
  fileprivate var json: JSON {
    .object(
      members.map { ($0.name, $0.value.json) } + [
        ("line", .integer(line)), ("column", .integer(column)),
        ("offset", .optional(range?.lowerBound, JSON.integer)),
        ("endOffset", .optional(range?.upperBound, JSON.integer)),
      ])
  }
}

extension Inspection.Value {
  fileprivate var json: JSON {
    switch self {
    case .null: .null
    case .boolean(let flag): .boolean(flag)
    case .integer(let number): .integer(number)
    case .number(let number):
      number == number.rounded() && abs(number) < 1e15
        ? .integer(Int(number)) : .number(number)
    case .text(let text): .text(text)
    case .list(let values): .list(values.map(\.json))
    case .map(let members): .object(members.map { ($0.name, $0.value.json) })
    }
  }

  fileprivate var plainText: String {
    if case .text(let text) = self { return text }
    return json.text
  }
}
