import Reports

/// The address of a note: `vq://VAULT/path/of/the note.md`, with its signs percent-encoded.
struct NoteURI: Hashable {
  let vault: String
  /// From the vault's root; empty for the vault itself.
  let path: String

  private static let scheme = "vq://"

  init(vault: String, path: String) {
    self.vault = vault
    self.path = path
  }

  /// Reads an address; nil if it is not one.
  init?(_ text: String) {
    guard text.hasPrefix(Self.scheme) else { return nil }
    let rest = text.dropFirst(Self.scheme.count)
    guard let slash = rest.firstIndex(of: "/"),
      let vault = PercentEncoding.decoded(rest[..<slash]),
      let path = PercentEncoding.decoded(rest[rest.index(after: slash)...])
    else { return nil }
    self.init(vault: vault, path: path)
  }

  var text: String {
    Self.scheme + PercentEncoding.encoded(vault) + "/"
      + PercentEncoding.encoded(path, keepsSlashes: true)
  }

  /// The address of any note of a vault, with a name in the place of its path.
  static func template(vault: String) -> String {
    scheme + PercentEncoding.encoded(vault) + "/{+path}"
  }
}
