import NoteModel
import TestSupport
import Testing

@testable import NoteParsing

/// How the lines of a note are told that a terminal shows: all of them, in order, whatever the bytes are.
@Suite struct NoteShaperTests {
  private func shapes(of bytes: [UInt8], hasFrontMatter: Bool = true) -> [LineShape] {
    var shapes: [LineShape] = []
    var shaper = NoteShaper()
    bytes.withUnsafeBytes { file in
      shaper.forEachLine(of: file, hasFrontMatter: hasFrontMatter) { shapes.append($0) }
    }
    return shapes
  }

  @Test func anyBytesGiveLinesInOrder() {
    for seed in Rounds.seeds(1_000) {
      var generator = SeededGenerator(seed: seed)
      let bytes = RandomMarkdown.note(&generator)
      var line = 0
      for shape in shapes(of: bytes) {
        let pieces = shape.pieces
        let isSound =
          (shape.isContinued ? shape.line >= line : shape.line > line)
          && pieces.allSatisfy { $0.source.lowerBound >= 0 && $0.source.upperBound <= bytes.count }
        guard isSound else {
          Issue.record(
            "seed \(seed), line \(shape.line): \(String(decoding: bytes, as: UTF8.self))")
          return
        }
        line = shape.line
      }
    }
  }

  /// What the plain text of a note has, its lines have too.
  @Test func linesHoldThePlainText() {
    var parser = NoteParser()
    for seed in Rounds.seeds(1_000) {
      var generator = SeededGenerator(seed: seed)
      let bytes = RandomMarkdown.note(&generator)
      // HTML is told as it is written, in which a tag can part a word.
      guard String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(UInt8(ascii: "<"))
      else { continue }
      let shown = Self.letters(shapes(of: bytes).flatMap { Self.text($0, bytes) })
      let note = parser.parse(bytes, path: VaultPath("Note.md"))
      for section in note.sections {
        for row in section.text.bytes.split(separator: 0x0A) {
          for word in row.split(whereSeparator: { !Self.isLetter($0) }) where word.count > 2 {
            guard shown.contains(String(decoding: word, as: UTF8.self)) else {
              Issue.record(
                "seed \(seed): '\(String(decoding: word, as: UTF8.self))' is lost of \(String(decoding: bytes, as: UTF8.self))"
              )
              return
            }
          }
        }
      }
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 &- 0x61 < 26 }

  private static func letters(_ bytes: [UInt8]) -> Set<String> {
    Set(bytes.split { !isLetter($0) }.map { String(decoding: $0, as: UTF8.self) })
  }

  /// All that is told of a line, names of languages and callouts as well.
  private static func text(_ shape: LineShape, _ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = [0x0A]
    switch shape.kind {
    case .codeStart(let range), .callout(let range):
      // A type is shown with a capital.
      text += bytes[range] + [0x20]
      if let first = bytes[range].first {
        text += [first & 0xDF] + bytes[range].dropFirst() + [0x20]
      }
    default: break
    }
    for marker in shape.markers {
      if case .footnote(let range) = marker { text += bytes[range] + [0x20] }
    }
    for (place, piece) in shape.pieces.enumerated() {
      if shape.cellEnds.contains(place) { text.append(0x20) }
      text += piece.literal.map { Array(shape.literals[$0]) } ?? Array(bytes[piece.source])
    }
    return text + [0x20]
  }

  @Test func linksAreToldWithTheirTargets() {
    let markdown = "[a](b%20c.md) [[D|e]] [f](https://g.h) [i]\n\n[i]: J.md"
    let bytes = Array(markdown.utf8)
    let targets = shapes(of: bytes).flatMap(\.pieces).compactMap(\.target)
    let destinations = bytes.withUnsafeBytes { file in
      targets.map { LineShape.destination(of: $0, in: file) }
    }
    #expect(
      destinations == [
        .name("b c.md", .markdown), .name("D", .wiki), .address("https://g.h"),
        .address("https://g.h"), .address("https://g.h"), .address("https://g.h"),
        .name("J.md", .markdown),
      ])
  }

  @Test func linesAreThoseOfTheFile() {
    let shapes = shapes(of: Array("---\na: b\n---\n\n# C\ntext\n\n```x\ncode\n```\nend".utf8))
    #expect(shapes.map(\.line) == [4, 5, 6, 7, 8, 9, 11])
  }

  @Test func longLineComesInParts() {
    let count = NoteShaper.longestStretch * 3
    let shapes = shapes(of: Array(repeating: UInt8(ascii: "a"), count: count))
    #expect(shapes.count == 3)
    #expect(shapes.map(\.isContinued) == [false, true, true])
    #expect(shapes.map(\.line) == [1, 1, 1])
  }
}
