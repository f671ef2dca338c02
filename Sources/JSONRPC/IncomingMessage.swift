package import JSON

/// A message of the other side.
package enum IncomingMessage: Sendable, Hashable {
  case request(RPCRequest)
  /// What wants no answer.
  case notification(method: String, parameters: JSONValue?)
  /// An answer to a request of this side.
  case answer
  /// None that can be taken: what to say, and to which request as far as that can be told.
  case invalid(RPCError, RequestID?)

  /// A request and what it asks for.
  package struct RPCRequest: Sendable, Hashable {
    package let id: RequestID
    package let method: String
    /// An object, where there are any.
    package let parameters: JSONValue?
  }

  /// Values deeper inside of each other than this are refused.
  package static let mostLevels = 64

  /// Reads the bytes of a message.
  package init(_ bytes: [UInt8]) {
    let value: JSONValue
    do throws(JSONFailure) {
      value = try JSONValue(reading: bytes, depth: Self.mostLevels)
    } catch {
      let place = "byte \(error.offset + 1): \(error.message)"
      self = .invalid(RPCError(RPCError.Code.unreadable, "this is no JSON, \(place)"), nil)
      return
    }
    self = Self.message(value)
  }

  private static func message(_ value: JSONValue) -> IncomingMessage {
    func invalid(_ reason: String, _ id: RequestID? = nil) -> IncomingMessage {
      .invalid(RPCError(RPCError.Code.invalidRequest, reason), id)
    }
    if case .list = value { return invalid("batches are not taken; send one message at a time") }
    guard case .object = value else { return invalid("a message is an object, not \(value.kind)") }
    let id = value["id"].flatMap(RequestID.init)
    guard value["jsonrpc"] == "2.0" else { return invalid("expected \"jsonrpc\":\"2.0\"", id) }
    guard let named = value["method"] else {
      let isAnswer = value["result"] != nil || value["error"] != nil
      return isAnswer ? .answer : invalid("a request has a 'method'", id)
    }
    guard let method = named.text else {
      return invalid("'method' is a text, not \(named.kind)", id)
    }
    if value["id"] != nil, id == nil { return invalid("'id' is a text or a whole number") }
    let parameters = value["params"]
    if let parameters, parameters.members == nil {
      let error = RPCError(
        RPCError.Code.invalidParameters, "'params' is an object, not \(parameters.kind)")
      // What wants no answer gets none.
      return id == nil ? .notification(method: method, parameters: nil) : .invalid(error, id)
    }
    guard let id else { return .notification(method: method, parameters: parameters) }
    return .request(RPCRequest(id: id, method: method, parameters: parameters))
  }
}
