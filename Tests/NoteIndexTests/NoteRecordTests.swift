import FullText
import NoteLinks
import NoteModel
import NoteText
import Testing

@testable import NoteIndex

/// How much a note of very many parts takes on its way into the index.
@Suite struct NoteRecordTests {
  private static let count = 100_000

  private func record(_ fill: (inout Note, Int) -> Void) -> NoteRecord {
    var note = Note(path: VaultPath("a.md"), title: "a")
    for number in 0..<Self.count { fill(&note, number) }
    return NoteRecord(note, tokenizer: Tokenizer()) { link in
      KeyedTarget(
        target: LinkTarget(
          outcome: .unresolved, file: link.link.utf8.count == 1 ? 3 : nil, others: 0),
        key: NameKey(link.link))
    }
  }

  private func link(_ text: String, _ number: Int) -> Link {
    Link(
      form: .wiki, isEmbed: false, link: text, display: text,
      range: SourceRange(number * 6, number * 6 + 5))
  }

  @Test func repeatedLinksTakeAFewBytesEach() {
    let record = record { note, number in note.links.append(link("a", number)) }
    #expect(record.links.count < 8 * Self.count)
    #expect(record.targets.count < 8)
    #expect(record.linkedFiles.map(\.file) == [3])
    #expect(record.linkedFiles.map(\.links) == [UInt32(Self.count)])
    // The name of the note is one of them.
    #expect(record.keys.length == 2)
  }

  @Test func differentLinksTakeLittleMoreThanTheirTexts() {
    let record = record { note, number in note.links.append(link("n\(number)", number)) }
    #expect(record.links.count < 18 * Self.count)
    #expect(record.unresolvedKeys.count == Self.count)
    #expect(record.keys.length == Self.count + 1)
  }

  @Test func repeatedTagsHaveOneKeyAndAShortColumn() {
    let record = record { note, number in
      note.tags.append(
        Tag(
          name: "thirty bytes of one and the tag", origin: .body, range: SourceRange(number, number)
        )
      )
    }
    // Terms are not looked for from the first on.
    #expect(record.keys.length <= 65)
    #expect(record.fields[2].tape.count < 3 << 20)
  }
}
