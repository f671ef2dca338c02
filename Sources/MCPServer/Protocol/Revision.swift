import JSON
import JSONRPC

/// A revision of the protocol.
enum Revision: String, CaseIterable, Sendable {
  /// Without a handshake: each request says which revision it is of.
  case stateless = "2026-07-28"
  case november2025 = "2025-11-25"
  case june2025 = "2025-06-18"

  /// Whether clients of it open with `initialize`.
  var hasHandshake: Bool { self != .stateless }

  /// The names of all, the newest first.
  static let names = JSONValue.list(allCases.map { .text($0.rawValue) })

  /// Returns the revision that `initialize` is answered with: the one that is asked for, else the newest with a
  /// handshake.
  static func answer(to asked: String?) -> Revision {
    let known = asked.flatMap(Revision.init).flatMap { $0.hasHandshake ? $0 : nil }
    return known ?? .november2025
  }
}

/// The keys of `_meta` that the protocol has given a meaning.
enum MetaKey {
  static let version = "io.modelcontextprotocol/protocolVersion"
  static let capabilities = "io.modelcontextprotocol/clientCapabilities"
  static let serverInfo = "io.modelcontextprotocol/serverInfo"
  static let subscription = "io.modelcontextprotocol/subscriptionId"
  static let progress = "progressToken"
  /// Addresses that name no note, in the acknowledgement of a subscription to others. No key of the protocol.
  static let missing = "vq/missingResources"
}

extension RPCError {
  /// No such revision is spoken.
  static let unsupportedVersion = -32022
  /// What a resource gets that is not there, before the stateless revision.
  static let noResource = -32002

  static func unknownMethod(_ method: String) -> RPCError {
    RPCError(Code.unknownMethod, "there is no method '\(method.prefix(80))'")
  }

  static func invalid(_ message: String) -> RPCError {
    RPCError(Code.invalidParameters, message)
  }
}

/// Which revision a client speaks: told by each request, or agreed on when it opened.
struct ClientEra {
  /// What the handshake came to; nil where there was none.
  private(set) var agreed: Revision?

  /// Takes a handshake.
  mutating func agree(on revision: Revision) { agreed = revision }

  /// Whether a request says itself which revision it is of.
  static func isStateless(_ parameters: JSONValue?) -> Bool {
    parameters?["_meta"]?[MetaKey.version] != nil
  }

  /// Returns the revision of a request. Throws `RPCError` where it is none of those that are spoken.
  func revision(of method: String, _ parameters: JSONValue?) throws -> Revision {
    let meta = parameters?["_meta"]
    if let named = meta?[MetaKey.version] {
      guard let name = named.text else {
        throw RPCError.invalid("'\(MetaKey.version)' is a text, not \(named.kind)")
      }
      guard name == Revision.stateless.rawValue else {
        throw RPCError(
          RPCError.unsupportedVersion,
          "revision '\(name.prefix(40))' is not spoken without a handshake",
          data: ["supported": Revision.names, "requested": .text(name)])
      }
      guard meta?[MetaKey.capabilities]?.members != nil else {
        throw RPCError.invalid("'_meta' lacks the object '\(MetaKey.capabilities)'")
      }
      return .stateless
    }
    if let agreed { return agreed }
    if method == "initialize" || method == "ping" { return .november2025 }
    throw RPCError.invalid(
      "'_meta' lacks '\(MetaKey.version)'; clients of older revisions open with 'initialize'")
  }
}
