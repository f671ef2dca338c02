package import JSON

/// Why a request cannot be answered, as the response says it.
package struct RPCError: Error, Sendable, Hashable {
  /// The codes of JSON-RPC 2.0.
  package enum Code {
    package static let unreadable = -32700
    package static let invalidRequest = -32600
    package static let unknownMethod = -32601
    package static let invalidParameters = -32602
    package static let inside = -32603
  }

  package let code: Int
  package let message: String
  package let data: JSONValue?

  package init(_ code: Int, _ message: String, data: JSONValue? = nil) {
    self.code = code
    self.message = message
    self.data = data
  }

  /// Returns the error as an answer; without an id where the request's cannot be told.
  package func response(to id: RequestID?) -> JSONValue {
    var error: [(String, JSONValue)] = [("code", JSONValue(code)), ("message", .text(message))]
    if let data { error.append(("data", data)) }
    var members: [(String, JSONValue)] = [("jsonrpc", "2.0")]
    if let id { members.append(("id", id.json)) }
    members.append(("error", JSONValue(error)))
    return JSONValue(members)
  }
}
