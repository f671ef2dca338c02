import JSON
import JSONRPC
import TestSupport
import Testing

@testable import MCPServer

/// Clients of all revisions, by how they open.
@Suite struct RevisionTests {
  private static func client() throws -> (TestClient, TemporaryFolder) {
    let folder = try TemporaryFolder()
    try folder.write("A.md", "# A\n")
    return (try TestClient([folder]), folder)
  }

  private static func code(_ body: () throws -> Void) -> Int? {
    do { try body() } catch let error as RPCError { return error.code } catch { return nil }
    return nil
  }

  @Test(arguments: [
    ("2025-11-25", "2025-11-25"), ("2025-06-18", "2025-06-18"), ("2024-11-05", "2025-11-25"),
    ("2026-07-28", "2025-11-25"), ("", "2025-11-25"),
  ])
  func handshakeEndsWithARevisionThatIsSpoken(_ asked: String, _ agreed: String) throws {
    let (client, folder) = try Self.client()
    let result = try client.call("initialize", [("protocolVersion", .text(asked))])
    #expect(result?["protocolVersion"] == .text(agreed))
    let tools = try client.call("tools/list")
    #expect(tools?["tools"] != nil && tools?["resultType"] == nil && tools?["ttlMs"] == nil)
    #expect(Self.code { _ = try client.call("server/discover") } == -32601)
    #expect(
      Self.code { _ = try client.call("resources/read", [("uri", "vq://x/B.md")]) } == -32002)
    _ = folder
  }

  @Test func requestWithoutAHandshakeSaysItsRevision() throws {
    let (client, folder) = try Self.client()
    let result = try client.call("server/discover", meta: TestClient.meta)
    #expect(result?["resultType"] == "complete" && result?["ttlMs"]?.integer != nil)
    #expect(result?["cacheScope"] == "private")
    #expect(result?["_meta"]?[MetaKey.serverInfo]?["name"] == "vq")
    #expect(result?["supportedVersions"]?.list?.first == "2026-07-28")
    #expect(Self.code { _ = try client.call("tools/list") } == -32602)
    #expect(Self.code { _ = try client.call("tools/list", meta: [:]) } == -32602)
    #expect(
      Self.code { _ = try client.call("tools/list", meta: JSONValue([(MetaKey.version, 1)])) }
        == -32602)
    #expect(
      Self.code {
        _ = try client.call("tools/list", meta: JSONValue([(MetaKey.version, "2026-07-28")]))
      } == -32602)
    for method in ["initialize", "resources/subscribe", "nonsense"] {
      #expect(Self.code { _ = try client.call(method, meta: TestClient.meta) } == -32601)
    }
    _ = folder
  }

  @Test func otherRevisionIsRefusedWithThoseThatAreSpoken() throws {
    let (client, folder) = try Self.client()
    do {
      _ = try client.call(
        "tools/list",
        meta: JSONValue([(MetaKey.version, "2030-01-01"), (MetaKey.capabilities, .object([]))]))
      Issue.record("it was answered")
    } catch let error as RPCError {
      #expect(error.code == -32022)
      #expect(error.data?["requested"] == "2030-01-01")
      #expect(error.data?["supported"] == ["2026-07-28", "2025-11-25", "2025-06-18"])
    }
    _ = folder
  }

  @Test func listOfNotesGoesOnBehindItsCursor() throws {
    let folder = try TemporaryFolder()
    let names = (0..<450).map { "Note \(1000 + $0).md" }
    for name in names { try folder.write(name, "# x\n") }
    let client = try TestClient([folder])
    var found: [String] = []
    var cursor: JSONValue?
    repeat {
      let page = try client.call(
        "resources/list", cursor.map { [("cursor", $0)] } ?? [], meta: TestClient.meta)
      found += (page?["resources"]?.list ?? []).compactMap { $0["name"]?.text }
      cursor = page?["nextCursor"]
    } while cursor != nil
    #expect(found == names)
    #expect(
      Self.code {
        _ = try client.call("resources/list", [("cursor", "x")], meta: TestClient.meta)
      } == -32602)
  }

  @Test func noteThatIsLongerThanAMessageIsAnError() throws {
    let folder = try TemporaryFolder()
    try folder.write("Long.md", String(repeating: "a line \"of\" a note\n", count: 200_000))
    try folder.write("Short.md", "one\r\ntwo\n")
    let client = try TestClient([folder])
    let address = NoteURI(
      vault: folder.path.split(separator: "/").last.map(String.init) ?? "", path: "Short.md")
    let short = try client.call(
      "resources/read", [("uri", .text(address.text))], meta: TestClient.meta)
    #expect(short?["contents"]?.list?.first?["text"] == "one\ntwo\n")
    do {
      let long = NoteURI(vault: address.vault, path: "Long.md")
      _ = try client.call("resources/read", [("uri", .text(long.text))], meta: TestClient.meta)
      Issue.record("it was answered")
    } catch let error as RPCError {
      #expect(error.message.contains("4 MiB") && error.message.contains("'show'"))
    }
  }
}
