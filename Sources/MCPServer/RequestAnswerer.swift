import JSON
import JSONRPC
import VaultKit

/// Finds the answers to requests, one after the other.
final class RequestAnswerer {
  let subscriptions: NoteSubscriptions
  private let vaults: ServedVaults
  private let tools: ToolBox
  private let resources: NoteResources
  private let writer: MessageWriter
  private var era = ClientEra()

  init(_ options: AgentServerOptions, _ writer: MessageWriter) throws {
    self.writer = writer
    vaults = try ServedVaults(options, writer)
    tools = ToolBox(vaults, options)
    subscriptions = NoteSubscriptions(writer)
    resources = NoteResources(vaults)
  }

  /// Answers a request; nil for one that is answered later or never.
  ///
  /// Throws `RPCError`, `VaultError` and `RequestCancelled`.
  func answer(_ request: WaitingRequest) throws -> (ServerResult, Revision)? {
    let revision = try era.revision(of: request.method, request.parameters)
    let context = RequestContext(request, revision)
    vaults.context = context
    defer { vaults.context = nil }
    try subscriptions.settleDoubts { try resources.isServed($0) }
    guard let result = try result(context) else { return nil }
    return (result, revision)
  }

  private func result(_ context: RequestContext) throws -> ServerResult? {
    let method = context.request.method
    switch method {
    case "tools/list":
      try context.expectNoCursor()
      return ServerResult(members: [("tools", tools.definitions)], lifetime: .long)
    case "tools/call": return try tools.call(context)
    case "resources/list": return try resources.list(context)
    case "resources/templates/list":
      try context.expectNoCursor()
      return ServerResult(members: [("resourceTemplates", resources.templates)], lifetime: .long)
    case "resources/read": return try resources.read(context)
    case "completion/complete": return try resources.complete(context)
    default: break
    }
    return context.revision.hasHandshake
      ? try resultWithHandshake(context) : try statelessResult(context)
  }

  private func resultWithHandshake(_ context: RequestContext) throws -> ServerResult {
    switch context.request.method {
    case "initialize":
      let revision = Revision.answer(
        to: context.request.parameters?["protocolVersion"]?.text)
      era.agree(on: revision)
      return ServerResult(
        members: [
          ("protocolVersion", .text(revision.rawValue)), ("capabilities", Self.capabilities),
          ("serverInfo", vaults.serverInfo), ("instructions", .text(vaults.instructions)),
        ])
    case "resources/subscribe":
      subscriptions.subscribe(try resources.note(of: context.text("uri"), context))
      return ServerResult(members: [])
    case "resources/unsubscribe":
      subscriptions.unsubscribe(try context.text("uri"))
      return ServerResult(members: [])
    default: throw RPCError.unknownMethod(context.request.method)
    }
  }

  private func statelessResult(_ context: RequestContext) throws -> ServerResult? {
    switch context.request.method {
    case "server/discover":
      return ServerResult(
        members: [
          ("supportedVersions", Revision.names), ("capabilities", Self.capabilities),
          ("instructions", .text(vaults.instructions)),
        ], lifetime: .long)
    case "subscriptions/listen":
      let wanted = context.request.parameters?["notifications"]
      guard let wanted, wanted.members != nil else {
        throw RPCError.invalid("'params' lacks the object 'notifications'")
      }
      try listen(context, to: wanted["resourceSubscriptions"]?.list ?? [])
      return nil
    default: throw RPCError.unknownMethod(context.request.method)
    }
  }

  /// Listens to the notes that are there. Throws `RPCError` if none of them is.
  private func listen(_ context: RequestContext, to uris: [JSONValue]) throws {
    var notes: [NoteResources.FoundNote] = []
    var missing: [JSONValue] = []
    var failure: RPCError?
    for value in uris {
      guard let uri = value.text else { throw RPCError.invalid("a URI is a text") }
      do { notes.append(try resources.note(of: uri, context)) } catch let error as RPCError {
        missing.append(value)
        failure = error
      }
    }
    if notes.isEmpty, let failure { throw failure }
    subscriptions.listen(context.request, to: notes, missing: missing)
  }

  private static let capabilities: JSONValue = [
    "tools": [:], "resources": ["subscribe": true], "completions": [:],
  ]
}
