import JSON
import JSONRPC
import Platform
import Reports
import VaultKit

/// The notes as resources: listed, completed and read by their addresses.
struct NoteResources {
  private let vaults: ServedVaults
  /// Notes on a page of a list.
  private static let page = 200
  /// Most bytes of a note as JSON; the rest of a message is for what else is in it.
  private static let mostBytes = MessageCutter.usualLimit - (32 << 10)
  /// Most completions of one request: the protocol allows no more.
  private static let mostCompletions = 100

  init(_ vaults: ServedVaults) { self.vaults = vaults }

  /// An address for each vault, with its notes to be completed.
  var templates: JSONValue {
    .list(
      vaults.all.map { vault in
        [
          "uriTemplate": .text(NoteURI.template(vault: vault.name)), "name": .text(vault.name),
          "description": "A note of the vault, by its path",
        ]
      })
  }

  private static func type(of path: String) -> JSONValue {
    path.lowercased().hasSuffix(".canvas") ? "application/json" : "text/markdown"
  }

  // MARK: List

  /// Lists the notes of all vaults by their paths, a page at a time.
  func list(_ context: RequestContext) throws -> ServerResult {
    let after = try cursor(context.request.parameters?["cursor"])
    var found: [NoteURI] = []
    for (place, served) in vaults.all.enumerated() where place >= after?.vault ?? 0 {
      if found.count > Self.page { break }
      let start = place == after?.vault ? after?.path : nil
      var options = ListOptions()
      options.sort = .path
      options.includesExcluded = true
      try served.fresh().vault.forEachListed(by: nil, options) { file in
        try context.request.check()
        if found.count > Self.page { return }
        if let start, !start.utf8.lexicographicallyPrecedes(file.path.utf8) { return }
        found.append(NoteURI(vault: served.name, path: file.path))
      }
    }
    let shown = found.prefix(Self.page)
    var members: [(String, JSONValue)] = [
      (
        "resources",
        .list(
          shown.map {
            [
              "uri": .text($0.text), "name": .text(VisibleText.place($0.path)),
              "mimeType": Self.type(of: $0.path),
            ]
          })
      )
    ]
    if found.count > shown.count, let last = shown.last {
      members.append(("nextCursor", .text(last.text)))
    }
    return ServerResult(members: members, lifetime: .moment)
  }

  /// The place of a vault, and the note in it, that a page begins behind. Throws `RPCError`.
  private func cursor(_ value: JSONValue?) throws -> (vault: Int, path: String)? {
    guard let value else { return nil }
    guard let uri = value.text.flatMap(NoteURI.init),
      let place = vaults.all.firstIndex(where: { $0.name == uri.vault })
    else { throw RPCError.invalid("there is no such 'cursor'") }
    return (place, uri.path)
  }

  // MARK: Read

  /// A note that was found by its address.
  struct FoundNote {
    /// The address as the client wrote it.
    let address: String
    let uri: NoteURI
    let vault: Vault
    /// Its file, from `/` on.
    var file: String { vault.root + "/" + uri.path }
  }

  /// Finds the note of an address. Throws `RPCError`.
  func note(of address: String, _ context: RequestContext) throws -> FoundNote {
    let unknown = RPCError(
      context.revision.hasHandshake ? RPCError.noResource : RPCError.Code.invalidParameters,
      "there is no note '\(address.prefix(200))'", data: ["uri": .text(address)])
    guard let uri = NoteURI(address), let served = vaults.all.first(where: { $0.name == uri.vault })
    else { throw unknown }
    let vault = try served.fresh().vault
    guard let path = try Self.path(uri, in: vault) else { throw unknown }
    return FoundNote(
      address: address, uri: NoteURI(vault: uri.vault, path: path), vault: vault)
  }

  /// Returns the path of a note, which may be completed as it was shown; nil if it is not served.
  ///
  /// Only a path will do, no name and no part of one.
  private static func path(_ uri: NoteURI, in vault: Vault) throws -> String? {
    if try vault.summary(of: uri.path) != nil { return uri.path }
    guard let typed = VisibleText.typed(uri.path), try vault.summary(of: typed) != nil else {
      return nil
    }
    return typed
  }

  /// Whether an address is that of a note that is served.
  func isServed(_ address: String) throws -> Bool {
    guard let uri = NoteURI(address), let served = vaults.all.first(where: { $0.name == uri.vault })
    else { return false }
    return try Self.path(uri, in: served.fresh().vault) != nil
  }

  /// Returns the text of a note as it is written.
  func read(_ context: RequestContext) throws -> ServerResult {
    let address = try context.text("uri")
    let note = try note(of: address, context)
    let text = JSONValue.text(
      VisibleText.of(try note.vault.show("/" + note.uri.path, isRaw: true).text))
    let size = text.json.utf8.count
    guard size <= Self.mostBytes else {
      throw RPCError(
        RPCError.Code.inside,
        "the note takes \(size) bytes, and a message has at most \(MessageCutter.usualLimit >> 20) MiB; 'show' reads it in parts",
        data: ["uri": .text(address)])
    }
    return ServerResult(
      members: [
        (
          "contents",
          [
            [
              "uri": .text(address), "mimeType": Self.type(of: note.uri.path),
              "text": text,
            ]
          ]
        )
      ], lifetime: .moment)
  }

  // MARK: Complete

  /// Returns what the path in an address may become.
  func complete(_ context: RequestContext) throws -> ServerResult {
    let parameters = context.request.parameters
    guard let address = parameters?["ref"]?["uri"]?.text,
      parameters?["ref"]?["type"] == "ref/resource",
      let served = vaults.all.first(where: { NoteURI.template(vault: $0.name) == address })
    else { throw RPCError.invalid("'ref' names none of the resource templates") }
    guard parameters?["argument"]?["name"] == "path",
      let start = parameters?["argument"]?["value"]?.text
    else { throw RPCError.invalid("the template has an argument 'path' alone") }
    let vault = try served.fresh().vault
    let found = try vault.notePaths(beginningWith: start)
    let values = found.prefix(Self.mostCompletions).map { JSONValue.text(VisibleText.place($0)) }
    return ServerResult(members: [
      (
        "completion",
        [
          "values": .list(values), "total": JSONValue(found.count),
          "hasMore": .boolean(found.count > values.count),
        ]
      )
    ])
  }
}
