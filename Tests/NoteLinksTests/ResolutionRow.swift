import NoteLinks
import NoteModel
import Testing

/// A vault given by its files, and aliases by the note that has them.
struct TestVault {
  var files: [String]
  var aliases: [(note: String, alias: String)] = []

  func resolver(showsUnsupportedFiles: Bool = true) -> LinkResolver {
    var named: [NameKey: [VaultPath]] = [:]
    for file in files {
      let path = VaultPath(file)
      named[NameKey(path.name), default: []].append(path)
    }
    var aliased: [NameKey: [VaultPath]] = [:]
    for (note, alias) in aliases {
      aliased[NameKey(alias), default: []].append(VaultPath(note))
    }
    return LinkResolver(
      filesNamed: { [named] in named[$0] ?? [] },
      notesWithAlias: { [aliased] in aliased[$0] ?? [] },
      showsUnsupportedFiles: showsUnsupportedFiles)
  }
}

/// One row of a table of links: a vault, a link in it and where it leads.
struct ResolutionRow: CustomTestStringConvertible, Sendable {
  var id: String
  var files: [String]
  var source: String
  var link: String
  var expected: String?
  var form = Link.Form.wiki
  var aliases: [(note: String, alias: String)] = []
  var outcome: Resolution.Outcome?
  var others: [String]?
  var why = ""

  var testDescription: String { "\(id): \(link) in \(source)\(why.isEmpty ? "" : ", \(why)")" }

  /// The part before the first `#`, as the parser hands it over.
  var target: Substring { link.prefix { $0 != "#" } }

  /// Resolves the row's link with the files in the order of `order`.
  func resolve(files order: [String]? = nil) -> Resolution {
    TestVault(files: order ?? files, aliases: aliases).resolver()
      .resolve(target, form: form, from: VaultPath(source))
  }

  func check(_ resolution: Resolution) {
    #expect(resolution.path?.text == expected)
    #expect(resolution.outcome == outcome ?? (expected == nil ? .unresolved : .resolved))
    if let others { #expect(resolution.others.map(\.text) == others) }
  }
}
