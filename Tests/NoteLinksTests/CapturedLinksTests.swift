import Foundation
import NoteLinks
import NoteModel
import Testing

/// Answers of a running Obsidian, in a folder of their own beside the package.
private let captured: URL = {
  let corpora = ProcessInfo.processInfo.environment["VQ_CORPORA"] ?? "../shared/corpora"
  return URL(filePath: corpora).appending(path: "obsidian-oracle")
}()

private let isThere = FileManager.default.fileExists(atPath: captured.path)

@Suite(.enabled(if: isThere, "needs the corpora (VQ_CORPORA)"))
struct CapturedLinksTests {
  private struct Sample: Decodable {
    var filePath: String
    var resolveLinkToPath: [String: String?]?
  }

  @Test func everyCapturedLinkLeadsToTheSameFile() throws {
    let resolver = TestVault(files: try files()).resolver(showsUnsupportedFiles: false)
    var count = 0
    let notes = captured.appending(path: "notes")
    for file in try FileManager.default.contentsOfDirectory(atPath: notes.path).sorted() {
      let data = try Data(contentsOf: notes.appending(path: file))
      let sample = try JSONDecoder().decode(Sample.self, from: data)
      for (link, expected) in sample.resolveLinkToPath ?? [:] {
        let found = resolver.resolve(
          link.prefix { $0 != "#" }, form: .wiki, from: VaultPath(sample.filePath))
        #expect(found.path?.text == expected, "\(link) in \(sample.filePath)")
        count += 1
      }
    }
    #expect(count > 0)
  }

  /// Every file of the vault, and those that Obsidian resolved a link to.
  private func files() throws -> [String] {
    let vault = captured.appending(path: "vault")
    var files = Set(try FileManager.default.subpathsOfDirectory(atPath: vault.path))
    let table = try Data(contentsOf: captured.appending(path: "resolvedLinks.json"))
    for (source, targets) in try JSONDecoder().decode([String: [String: Int]].self, from: table) {
      files.insert(source)
      files.formUnion(targets.keys)
    }
    return files.filter { !$0.split(separator: "/").contains { $0.hasPrefix(".") } }
  }
}
