import Foundation
import JSON
import JSONRPC
import TestSupport
import Testing

@testable import MCPServer

/// A request that is taken back ends its work, and leaves nothing half done.
@Suite struct CancellationTests {
  private static func scene() throws -> (TestClient, TemporaryFolder) {
    let folder = try TemporaryFolder()
    for number in 0..<200 { try folder.write("\(number).md", "# Note \(number)\n[[Nowhere]]\n") }
    return (try TestClient([folder]), folder)
  }

  @Test func firstIndexEndsAndLeavesNothing() throws {
    let (client, folder) = try Self.scene()
    let arguments: JSONValue = ["questions": ["note"]]
    #expect(throws: RequestCancelled.self) {
      try client.tool("ask", arguments, isCancelled: true)
    }
    #expect(try client.indexFiles().filter { $0.contains("building") }.isEmpty)
    // The next one begins anew.
    let answers = try client.tool("ask", arguments)?["structuredContent"]?["answers"]
    #expect(answers?.list?.count == 5)
    _ = folder
  }

  private static let calls: [(String, JSONValue)] = [
    ("ask", ["questions": ["note", "nowhere"]]), ("check", [:]), ("list", [:]),
    ("links", ["kind": "unresolved"]),
  ]

  @Test(arguments: calls)
  func toolsEnd(_ tool: String, _ arguments: JSONValue) throws {
    let (client, folder) = try Self.scene()
    _ = try client.tool("list", [:])
    #expect(throws: RequestCancelled.self) { try client.tool(tool, arguments, isCancelled: true) }
    _ = folder
  }
}
