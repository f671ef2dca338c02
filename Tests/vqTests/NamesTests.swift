import Foundation
import Testing

/// Every name in the sample vault, typed as it is written, brings its note first.
@Suite struct NamesTests {
  private struct Reply: Decodable {
    struct Answer: Decodable { var path: String }

    var question: String
    var answers: [Answer]
  }

  /// File names and aliases that one note alone has, with the path of the note.
  private static func names() throws -> [(name: String, path: String)] {
    let root = packageFolder.appending(path: "Vault")
    var owners: [String: Set<String>] = [:]
    var written: [String: String] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: root.path)
    where path.hasSuffix(".md") {
      let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
      var names = [String(path.split(separator: "/").last?.dropLast(3) ?? "")]
      if let line = text.split(separator: "\n").first(where: { $0.hasPrefix("aliases: [") }) {
        names += line.dropFirst("aliases: [".count).dropLast().split(separator: ",").map {
          $0.trimmingCharacters(in: .whitespaces)
        }
      }
      for name in names {
        owners[name.lowercased(), default: []].insert(path)
        written[name.lowercased()] = name
      }
    }
    return owners.compactMap { key, paths in
      paths.count == 1 ? (written[key] ?? key, paths.first ?? "") : nil
    }.sorted { $0.name < $1.name }
  }

  @Test func nameBringsItsNoteFirst() throws {
    let names = try Self.names()
    #expect(names.count > 50)
    let outcome = try ShellSession().run(
      "vq ask --batch --jsonl --limit 1",
      input: names.map { $0.name + "\n" }.joined())
    #expect(outcome.output.count == names.count)
    for (expected, line) in zip(names, outcome.output) {
      let reply = try JSONDecoder().decode(Reply.self, from: Data(line.utf8))
      #expect(reply.answers.first?.path == expected.path, "\(expected.name)")
    }
  }
}
