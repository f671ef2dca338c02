import Foundation
import JSON
import JSONRPC
import TestSupport
import VaultKit

@testable import MCPServer

/// A client without pipes: its requests go straight to what answers them.
struct TestClient {
  private let queue = RequestQueue()
  private let answerer: RequestAnswerer
  private let indexes: TemporaryFolder

  /// Serves some folders.
  init(_ folders: [TemporaryFolder], allowsRename: Bool = false) throws {
    let indexes = try TemporaryFolder()
    self.indexes = indexes
    var options = AgentServerOptions(
      vaults: folders.map { folder in
        let path = folder.path
        let indexFolder = indexes.path
        return { progress in
          try Vault(
            at: VaultPlace(
              option: path, environment: nil, workingFolder: "/", obsidianList: nil,
              indexFolder: indexFolder), progress: progress)
        }
      }, version: "1")
    options.allowsRename = allowsRename
    answerer = try RequestAnswerer(options, MessageWriter(-1, .lines, onFailure: {}))
  }

  /// Opens a folder as another program does, with the same index.
  func vault(of folder: TemporaryFolder) throws -> Vault {
    try Vault(
      at: VaultPlace(
        option: folder.path, environment: nil, workingFolder: "/", obsidianList: nil,
        indexFolder: indexes.path))
  }

  /// Returns what a request gets, as it is sent. Throws `RPCError`.
  ///
  /// - Parameter isCancelled: Whether it is taken back as soon as it is under way.
  func call(
    _ method: String, _ members: [(String, JSONValue)] = [], meta: JSONValue? = nil,
    isCancelled: Bool = false
  ) throws -> JSONValue? {
    var parameters = members
    if let meta { parameters.append(("_meta", meta)) }
    let message: JSONValue = [
      "jsonrpc": "2.0", "id": 1, "method": .text(method), "params": JSONValue(parameters),
    ]
    guard case .request(let request) = IncomingMessage(Array(message.json.utf8)) else { return nil }
    _ = queue.append(request)
    let waiting = queue.next()
    if isCancelled { queue.cancelAll() }
    guard let (result, revision) = try answerer.answer(waiting) else { return nil }
    let json = result.json(for: revision, server: ["name": "vq"])
    return try JSONValue(reading: Array(json.json.utf8))
  }

  /// The `_meta` of a client without a handshake.
  static let meta: JSONValue = [
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": [:],
  ]

  /// Returns the result of a tool.
  func tool(
    _ name: String, _ arguments: JSONValue, isCancelled: Bool = false
  ) throws -> JSONValue? {
    try call(
      "tools/call", [("name", .text(name)), ("arguments", arguments)], meta: Self.meta,
      isCancelled: isCancelled)
  }

  /// The names of the files beside the indexes.
  func indexFiles() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: indexes.path)
  }
}
