import JSON
import JSONRPC
import Reports
import VaultKit

/// The tools, in an order that stays the same.
struct ToolBox {
  private let tools: [Tool]
  private let vaults: ServedVaults
  private let today: String?

  init(_ vaults: ServedVaults, _ options: AgentServerOptions) {
    self.vaults = vaults
    today = options.today
    tools =
      [.ask, .show, .links, .list, .resolve, .check] + (options.allowsRename ? [.rename] : [])
  }

  /// The arguments of a tool. Of a single vault no name is needed.
  private func arguments(of tool: Tool) -> [ToolArgument] {
    guard vaults.all.count > 1 else { return tool.arguments }
    return tool.arguments + [ToolArgument("vault", .choice(vaults.all.map(\.name)))]
  }

  /// Their definitions for clients.
  var definitions: JSONValue { .list(tools.map { $0.definition(arguments(of: $0)) }) }

  /// Carries out a call. What goes wrong in it is a result for the model; throws `RPCError` for what is not a call.
  func call(_ context: RequestContext) throws -> ServerResult {
    let name = try context.text("name")
    guard let tool = tools.first(where: { $0.name == name }) else {
      throw RPCError.invalid(
        "there is no tool '\(name.prefix(80))'; there are "
          + tools.map(\.name).joined(separator: ", "))
    }
    do {
      let arguments = try ToolArguments(
        context.request.parameters?["arguments"], of: arguments(of: tool))
      let result = try tool.run(
        ToolRun(
          arguments: arguments, vaults: vaults, today: today, check: context.request.check))
      return ServerResult(members: [
        ("content", [["type": "text", "text": .text(result.text)]]),
        ("structuredContent", .encoded(result.json)),
      ])
    } catch let error as ToolError {
      return Self.failure(error.message)
    } catch let error as VaultError {
      return Self.failure(error.description)
    } catch let error as UnknownField {
      return Self.failure(error.description)
    }
  }

  private static func failure(_ message: String) -> ServerResult {
    ServerResult(members: [
      ("content", [["type": "text", "text": .text(AgentText.failure(message))]]),
      ("isError", true),
    ])
  }
}
