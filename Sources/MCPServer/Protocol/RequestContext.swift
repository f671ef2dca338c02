import JSON
import JSONRPC
import VaultKit

/// What belongs to the request that is being answered.
struct RequestContext {
  let request: WaitingRequest
  let revision: Revision
  /// Names the progress of the request; nil if the client does not want to know.
  let progressToken: JSONValue?

  init(_ request: WaitingRequest, _ revision: Revision) {
    self.request = request
    self.revision = revision
    let token = request.parameters?["_meta"]?[MetaKey.progress]
    progressToken = token.flatMap { RequestID($0)?.json }
  }

  /// Returns a parameter that has to be a text. Throws `RPCError`.
  func text(_ name: String) throws -> String {
    guard let text = request.parameters?[name]?.text else {
      throw RPCError.invalid("'params' lacks the text '\(name)'")
    }
    return text
  }

  /// Throws where a list is asked to go on that has one page only.
  func expectNoCursor() throws {
    if request.parameters?["cursor"] != nil { throw RPCError.invalid("there is no such 'cursor'") }
  }
}
