import ArgumentParser
import JSON
import Platform

/// What an agent's program has in its settings to start `vq mcp`.
enum AgentSetup: String, CaseIterable, ExpressibleByArgument {
  case claude
  case cursor
  case vscode
  case zed
  case codex

  /// Where the entry goes.
  var file: String {
    switch self {
    case .claude: ".mcp.json of a project, or claude_desktop_config.json"
    case .cursor: "~/.cursor/mcp.json"
    case .vscode: ".vscode/mcp.json"
    case .zed: "~/.config/zed/settings.json"
    case .codex: "~/.codex/config.toml"
    }
  }

  /// Returns the entry.
  ///
  /// - Parameter arguments: Those of vq.
  func entry(_ arguments: [String]) -> String {
    let program = Program.foundPath
    let list = JSONValue.list(arguments.map(JSONValue.text))
    func settings(_ name: String, _ first: [(String, JSONValue)] = []) -> String {
      let server = first + [("command", .text(program)), ("args", list)]
      return Self.pretty([name: ["vq": JSONValue(server)]])
    }
    switch self {
    case .claude, .cursor: return settings("mcpServers")
    case .vscode: return settings("servers", [("type", "stdio")])
    case .zed: return settings("context_servers", [("source", "custom")])
    case .codex:
      // A text of JSON is one of TOML as well.
      return "[mcp_servers.vq]\ncommand = \(JSONValue.text(program).json)\nargs = \(list.json)"
    }
  }

  /// JSON as people indent it: a member a line, lists on one.
  private static func pretty(_ value: JSONValue, indent: String = "") -> String {
    guard let members = value.members else { return value.json }
    let inner = indent + "  "
    let lines = members.map { member in
      inner + JSONValue.text(member.name).json + ": " + pretty(member.value, indent: inner)
    }
    return "{\n" + lines.joined(separator: ",\n") + "\n" + indent + "}"
  }
}
