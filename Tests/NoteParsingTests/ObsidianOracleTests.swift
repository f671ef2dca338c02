import Foundation
import NoteModel
import NoteParsing
import TestSupport
import Testing

/// Compares the reader with metadata caches that were captured from a running Obsidian.
@Suite(.enabled(if: Corpora.has("obsidian-oracle/notes"), "needs the corpora (VQ_CORPORA)"))
struct ObsidianOracleTests {
  static let samples = Corpora.files(in: "obsidian-oracle/notes", withExtension: "json")

  /// What the project does differently on purpose, by sample and field.
  static let deviations: [String: [String: String]] = [
    // A comma in `tags` parts two tags.
    "yaml_tags_with_two_values_on_one_line": [
      "parseFrontMatterTags": "#value-1-of-2-on-one-line\n#value-2-of-2-on-one-line",
      "getAllTags": "#value-1-of-2-on-one-line\n#value-2-of-2-on-one-line\n#task",
    ],
    // `TAG` is `tag`, and `tag` is accepted.
    "yaml_complex_example": [
      "parseFrontMatterTags": "#value1\n#value2",
      "getAllTags": "#value1\n#value2\n#task",
    ],
  ]

  @Test(arguments: samples)
  func readsWhatObsidianReads(_ sample: URL) throws {
    let data = try JSONSerialization.jsonObject(with: Data(contentsOf: sample))
    let json = try #require(data as? [String: Any])
    let source = try #require(json["fileContents"] as? String)
    let path = try #require(json["filePath"] as? String)
    let cache = try #require(json["cachedMetadata"] as? [String: Any])
    var parser = NoteParser()
    let note = parser.parse(Array(source.utf8), path: VaultPath(path))
    let expected = CapturedNote(cache, source)
    let found = CapturedNote(note)
    let known = Self.deviations[sample.deletingPathExtension().lastPathComponent] ?? [:]
    for field in CapturedNote.fields {
      #expect(found.lines(field) == expected.lines(field), "\(field)")
    }
    let frontMatterTags = note.tags.filter { $0.origin == .frontMatter }.map { "#\($0.name)" }
    let tags = note.tags.map { "#\($0.name)" }
    let expectedTags = known["getAllTags"] ?? Self.joined(json["getAllTags"])
    #expect(tags.joined(separator: "\n") == expectedTags)
    let expectedNames = known["parseFrontMatterTags"] ?? Self.joined(json["parseFrontMatterTags"])
    #expect(frontMatterTags.joined(separator: "\n") == expectedNames)
  }

  private static func joined(_ list: Any?) -> String {
    (list as? [String] ?? []).joined(separator: "\n")
  }
}
