import JSON
import Testing

@testable import JSONRPC

/// What a message is, and the code that one gets which is none.
@Suite struct IncomingMessageTests {
  private static func told(_ json: String) -> String {
    switch IncomingMessage(Array(json.utf8)) {
    case .request(let request): "request \(request.id.json.json) \(request.method)"
    case .notification(let method, _): "notification \(method)"
    case .answer: "answer"
    case .invalid(let error, let id): "\(error.code) \(id?.json.json ?? "-")"
    }
  }

  @Test(arguments: [
    (#"{"jsonrpc":"2.0","id":1,"method":"a"}"#, "request 1 a"),
    (#"{"jsonrpc":"2.0","id":"1","method":"a","params":{}}"#, #"request "1" a"#),
    // Larger than any number of the machine: it goes back as it came.
    (
      #"{"jsonrpc":"2.0","id":123456789012345678901,"method":"a"}"#,
      "request 123456789012345678901 a"
    ),
    (#"{"jsonrpc":"2.0","method":"a"}"#, "notification a"),
    (#"{"jsonrpc":"2.0","method":"a","params":[]}"#, "notification a"),
    (#"{"jsonrpc":"2.0","id":1,"result":{}}"#, "answer"),
    (#"{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":""}}"#, "answer"),
    ("{", "-32700 -"),
    ("", "-32700 -"),
    (#"{"jsonrpc":"2.0","id":1,"method":"a"} x"#, "-32700 -"),
    (#"[{"jsonrpc":"2.0","id":1,"method":"a"}]"#, "-32600 -"),
    ("1", "-32600 -"),
    (#"{"id":1,"method":"a"}"#, "-32600 1"),
    (#"{"jsonrpc":"1.0","id":1,"method":"a"}"#, "-32600 1"),
    (#"{"jsonrpc":"2.0","id":1}"#, "-32600 1"),
    (#"{"jsonrpc":"2.0","id":1,"method":2}"#, "-32600 1"),
    (#"{"jsonrpc":"2.0","id":null,"method":"a"}"#, "-32600 -"),
    (#"{"jsonrpc":"2.0","id":1.5,"method":"a"}"#, "-32600 -"),
    (#"{"jsonrpc":"2.0","id":{},"method":"a"}"#, "-32600 -"),
    (#"{"jsonrpc":"2.0","id":1,"method":"a","params":[]}"#, "-32602 1"),
    (#"{"jsonrpc":"2.0","id":1,"method":"a","params":null}"#, "-32602 1"),
  ])
  func isToldFromItsMembers(_ json: String, _ told: String) {
    #expect(Self.told(json) == told)
  }

  @Test func deepMessageIsRefused() {
    let deep = String(repeating: "[", count: 4 << 20)
    #expect(Self.told(deep) == "-32700 -")
  }

  @Test func errorWithoutAnIDLeavesItOut() {
    let error = RPCError(-32700, "no JSON", data: ["a": 1])
    #expect(
      error.response(to: nil).json
        == #"{"jsonrpc":"2.0","error":{"code":-32700,"message":"no JSON","data":{"a":1}}}"#)
    #expect(
      error.response(to: RequestID("x")).json
        == #"{"jsonrpc":"2.0","id":"x","error":{"code":-32700,"message":"no JSON","data":{"a":1}}}"#
    )
  }
}
