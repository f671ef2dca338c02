import NoteIndex
import NoteModel
import TestSupport
import Testing

@testable import NoteLinks
@testable import VaultKit

/// What plain targets lead to while a vault is loaded, held to the rules that all other links go by.
@Suite struct FileNamesTests {
  private static let folders = [
    "", "a/", "A/", "a/b/", "a/b/c/", "ab/", "a b/", "é/", "E\u{301}/a/",
  ]
  private static let names = [
    "n.md", "N.md", "m.md", "n.md.md", "n.js", "n.js.md", "n", "é.md", "2026-01-01.md",
    "\u{212A}.md",
    "k.md", "ä.md", "Ä.md", "日本.md", "が.md", "か\u{3099}.md", "й.md", "Дом.md", "дом.md", "한글.md",
    "\u{1112}\u{1161}\u{11AB}글.md", "i̇.md", "×.md", "÷.md", "ß.md", "..n.md",
  ]
  private static let targets = [
    "n", "N.md", "n.md.md", "n.js", "m", "k", "a/n", "A/B/n", "b/n", "a/b/c/m.md", "a/é/m", "é/n",
    "é",
    "/a/n", "./n", "../n", "../a/n.md", "./b/m", "../../n", "./../a/./n", "./é", "../é/N",
    "../a//n",
    "./", "..", "./..", ".n", "../..n", "...", "./E\u{301}", "É", "Ä", "ä", "a/Ä", "日本", "./日本",
    "が", "и\u{306}",
    "дом", "한글", "e\u{301}", "İ", "../e\u{301}/a/n", "×", "÷", "ß", "./n.js", "2026-01-01", " n",
    "", "a/", "none", "a/n.md#",
  ]

  private func fileNames(_ files: some Sequence<String>) throws -> FileNames {
    let folder = try TemporaryFolder()
    for file in files { try folder.write(file, "") }
    return FileNames(try VaultListing(VaultRoot(folder.path, follows: FollowedFolders())).paths)
  }

  private func resolver(_ names: FileNames) -> LinkResolver {
    let files = Dictionary(
      grouping: (0..<names.paths.count).map { names.paths.file(at: $0).path }
    ) { NameKey($0.name) }
    return LinkResolver(
      filesNamed: { files[$0] ?? [] }, notesWithAlias: { _ in [] }, showsUnsupportedFiles: true,
      listsOthers: false)
  }

  /// Compares what all sources and targets lead to; returns how many of them need no rules.
  private func compare(_ names: FileNames, _ targets: [String], _ id: String) -> Int {
    let resolver = resolver(names)
    var known = 0
    for target in targets
    where resolver.resolve(target, form: .wiki, from: VaultPath("a/n.md")).path != nil {
      let key = LinkKey.of(target)
      #expect(key.text.isEmpty || names.mayAnswer(to: key), "\(id): [[\(target)]]")
    }
    for source in 0..<names.paths.count {
      let path = names.paths.file(at: source).path
      for target in targets {
        let folder = Array(NameKey(path.folder).text.utf8)
        guard
          let winner = names.note(
            for: target[...], in: names.surroundings(of: source), from: folder)
        else { continue }
        known += 1
        let expected = resolver.resolve(target, form: .wiki, from: path)
        #expect(winner.key == LinkKey.of(target), "\(id): [[\(target)]]")
        let found = names.paths.file(at: winner.place).path
        #expect(
          found == expected.path && winner.others == expected.otherCount,
          "\(id): [[\(target)]] in \(path)")
      }
    }
    return known
  }

  @Test(arguments: Rounds.seeds(12))
  func plainTargetLeadsWhereTheRulesSay(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var files: Set<String> = []
    for _ in 0..<Int.random(in: 1..<60, using: &random) {
      let folder = Self.folders.randomElement(using: &random) ?? ""
      files.insert(folder + (Self.names.randomElement(using: &random) ?? "n.md"))
    }
    _ = compare(try fileNames(files), Self.targets, "VQ_SEED=\(seed)")
  }

  @Test func namesakesInTheirThousandsNeedNoRules() throws {
    let files = (0..<1_200).map { number in
      "f\(number % 7)/g\(number % 41)/h\(number)/\(number % 3 == 0 ? "Index" : "index").md"
    }
    let names = try fileNames(files + ["f1/Other.md", "f2/g2/other.md", "f9/other.md", "Start.md"])
    let targets = ["index", "other", "f1/other", "start", "f3/g3/h3/INDEX"]
    #expect(compare(names, targets, "many") == names.paths.count * targets.count)
  }

  @Test(arguments: [1, 31, 32, 33, 1_024, 1_025, 3_000])
  func leastOfAnyRangeIsFound(_ count: Int) {
    var random = SeededGenerator(seed: UInt64(count))
    let numbers = (0..<UInt32(count)).shuffled(using: &random)
    let least = LeastInRange(count: count) { numbers[$0] }
    for _ in 0..<200 {
      let start = Int.random(in: 0..<count, using: &random)
      let range = start..<Int.random(in: start + 1...count, using: &random)
      let index = least.index(in: range) { numbers[$0] }
      #expect(range.contains(index) && numbers[index] == numbers[range].min(), "\(range)")
    }
  }
}
