import NoteLinks
import NoteModel
import TestSupport
import Testing

/// What holds for every vault, tried on random ones. A failure names the seed of its round.
@Suite struct LinkLawTests {
  private static let forms: [Link.Form] = [.wiki, .wiki, .markdown]

  @Test func everyLinkLeadsWhereTheWordsOfTheRuleSay() {
    for seed in 0..<UInt64(Rounds.count(300)) {
      var generator = SeededGenerator(seed: seed)
      let vault = RandomVault(using: &generator).shuffled(using: &generator)
      let resolver = vault.resolver()
      let naive = NaiveResolver(vault: vault)
      for _ in 0..<20 {
        let source = RandomVault.randomFile(using: &generator)
        let target = RandomVault.randomTarget(using: &generator)
        let form = Self.forms.randomElement(using: &generator) ?? .wiki
        let found = resolver.resolve(target, form: form, from: VaultPath(source))
        let expected = naive.resolve(target, form: form, from: source)
        #expect(found == expected, "seed \(seed): [[\(target)]] in \(source) of \(vault.files)")
      }
    }
  }

  @Test func orderOfTheFilesNeverMatters() {
    for seed in 0..<UInt64(Rounds.count(200)) {
      var generator = SeededGenerator(seed: seed)
      let vault = RandomVault(using: &generator)
      let one = vault.shuffled(using: &generator).resolver()
      let other = vault.shuffled(using: &generator).resolver()
      for _ in 0..<20 {
        let source = VaultPath(RandomVault.randomFile(using: &generator))
        let target = RandomVault.randomTarget(using: &generator)
        #expect(
          one.resolve(target, form: .wiki, from: source)
            == other.resolve(target, form: .wiki, from: source),
          "seed \(seed): [[\(target)]] in \(source)")
      }
    }
  }

  @Test func onlyLinksUnderAnAffectedKeyChange() {
    var changes = 0
    for seed in 0..<UInt64(Rounds.count(300)) {
      var generator = SeededGenerator(seed: seed)
      var vault = RandomVault(using: &generator)
      let before = vault.shuffled(using: &generator).resolver()
      var affected: Set<NameKey> = []
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        affected.formUnion(vault.change(using: &generator))
      }
      let after = vault.shuffled(using: &generator).resolver()
      for _ in 0..<30 {
        let source = VaultPath(RandomVault.randomFile(using: &generator))
        let target = RandomVault.randomTarget(using: &generator)
        let old = before.resolve(target, form: .wiki, from: source)
        let new = after.resolve(target, form: .wiki, from: source)
        if old == new { continue }
        changes += 1
        #expect(
          affected.contains(LinkKey.of(target)),
          "seed \(seed): [[\(target)]] in \(source) changed from \(old) to \(new)")
      }
    }
    #expect(changes > 100, "the law was never put to the test")
  }

  @Test(arguments: [Link.Form.wiki, .markdown], LinkFormat.allCases)
  func linkTextLeadsBack(form: Link.Form, format: LinkFormat) {
    for seed in 0..<UInt64(Rounds.count(100)) {
      var generator = SeededGenerator(seed: seed)
      let vault = RandomVault(using: &generator).shuffled(using: &generator)
      let resolver = vault.resolver()
      for file in vault.files where file.hasSuffix(".md") || file.hasSuffix(".js") {
        // Two files whose paths differ in case or Unicode form only cannot be told apart by a link,
        // and a relative text without dots may read as a path from the root.
        let twins = vault.files.filter { NameKey($0) == NameKey(file) }
        if twins.count > 1 { continue }
        let source = VaultPath(RandomVault.randomFile(using: &generator))
        let text = resolver.linkText(to: VaultPath(file), from: source, form: form, format: format)
        let isRooted = format != .relative || source.folder.isEmpty || text.hasPrefix("../")
        if !isRooted { continue }
        let found = resolver.resolve(text, form: form, from: source)
        #expect(found.path?.text == file, "seed \(seed): '\(text)' in \(source) of \(vault.files)")
      }
    }
  }
}
