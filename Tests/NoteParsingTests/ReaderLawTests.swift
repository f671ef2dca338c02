import Foundation
import NoteModel
import TestSupport
import Testing

@testable import NoteParsing

/// Laws that hold for any bytes, tried on random notes; `VQ_ROUNDS` asks for more of them.
@Suite struct ReaderLawTests {
  @Test func randomNotesBreakNoLaw() {
    var parser = NoteParser()
    for seed in Rounds.seeds(2_000) {
      var generator = SeededGenerator(seed: seed)
      let bytes = RandomMarkdown.note(&generator)
      let note = parser.parse(bytes, path: VaultPath("Folder/Note.md"))
      let broken = ReaderLaws.broken(note, bytes)
      #expect(broken == [], "seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
      if !broken.isEmpty { return }
      for section in note.sections {
        let again = parser.parse(section.text.bytes, path: note.path)
        #expect(ReaderLaws.broken(again, section.text.bytes) == [], "seed \(seed)")
      }
    }
  }

  @Test(.enabled(if: Corpora.has("obsidian-oracle/vault"), "needs the corpora (VQ_CORPORA)"))
  func realNotesBreakNoLaw() throws {
    var parser = NoteParser()
    for file in Corpora.files(in: "obsidian-oracle/vault", withExtension: "md") {
      let bytes = [UInt8](try Data(contentsOf: file))
      let note = parser.parse(bytes, path: VaultPath(file.lastPathComponent))
      #expect(ReaderLaws.broken(note, bytes) == [], "\(file.lastPathComponent)")
    }
  }

  /// A long note is read a stretch of blocks at a time; where a stretch ends must make no difference.
  @Test func stretchesGiveWhatTheWholeGives() {
    var whole = NoteParser()
    var stretches = NoteParser(window: 1)
    let path = VaultPath("a.md")
    for seed in Rounds.seeds(1_000) {
      var generator = SeededGenerator(seed: seed)
      let bytes = RandomMarkdown.note(&generator)
      let expected = NoteDump.text(whole.parse(bytes, path: path))
      let found = NoteDump.text(stretches.parse(bytes, path: path))
      #expect(found == expected, "seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
      if found != expected { return }
    }
  }

  @Test(.enabled(if: Corpora.has("commonmark"), "needs the corpora (VQ_CORPORA)"))
  func stretchesOfALongNoteGiveWhatTheWholeGives() throws {
    var long: [UInt8] = []
    for file in Corpora.files(in: "obsidian-oracle/vault", withExtension: "md") {
      long += [UInt8](try Data(contentsOf: file)) + [0x0A]
    }
    try #require(long.count > 1 << 17)
    var whole = NoteParser(window: Int.max)
    var stretches = NoteParser()
    let path = VaultPath("a.md")
    #expect(
      NoteDump.text(stretches.parse(long, path: path))
        == NoteDump.text(whole.parse(long, path: path)))
  }

  /// What happens to a note of many megabytes happens to a short one with small limits.
  @Test func notesBeyondTheLimitsBreakNoLaw() {
    for seed in Rounds.seeds(1_000) {
      var generator = SeededGenerator(seed: seed)
      let bytes = RandomMarkdown.note(&generator)
      var limits = ReadingLimits()
      limits.mostSections = .random(in: 2...9, using: &generator)
      limits.longestText = .random(in: 24...200, using: &generator)
      limits.longestStretch = .random(in: 4...200, using: &generator)
      limits.longestHTML = .random(in: 4...200, using: &generator)
      limits.mostLines = .random(in: 1...9, using: &generator)
      limits.mostFields = .random(in: 0...3, using: &generator)
      var parser = NoteParser(window: .random(in: 1...100, using: &generator), limits: limits)
      let note = parser.parse(bytes, path: VaultPath("Folder/Note.md"))
      let broken = ReaderLaws.broken(note, bytes)
      #expect(broken == [], "seed \(seed) \(limits): \(String(decoding: bytes, as: UTF8.self))")
      if !broken.isEmpty { return }
    }
  }

  @Test func aParserThatWasUsedReadsLikeANewOne() {
    var used = NoteParser()
    let path = VaultPath("a.md")
    for seed in Rounds.seeds(300) {
      var generator = SeededGenerator(seed: seed)
      let bytes = RandomMarkdown.note(&generator)
      var new = NoteParser()
      let expected = NoteDump.text(new.parse(bytes, path: path))
      #expect(NoteDump.text(used.parse(bytes, path: path)) == expected, "seed \(seed)")
    }
  }
}
