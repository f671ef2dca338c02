import NoteLinks
import NoteModel
import NoteText
import Testing

@testable import NoteIndex

/// How much a note of very many parts takes on its way into the index.
@Suite struct NoteRowsTests {
  private static let count = 100_000

  private func rows(_ fill: (inout Note, Int) -> Void) -> NoteRows {
    var note = Note(path: VaultPath("a.md"), title: "a")
    for number in 0..<Self.count { fill(&note, number) }
    return NoteRows(note, tokenizer: Tokenizer()) { link in
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
    let rows = rows { note, number in note.links.append(link("a", number)) }
    #expect(rows.links.count < 8 * Self.count)
    #expect(rows.targets.count < 8)
    #expect(rows.linkedFiles.map(\.file) == [3])
    #expect(rows.linkedFiles.map(\.links) == [UInt32(Self.count)])
    // The name of the note is one of them.
    #expect(rows.keys.length == 2)
  }

  @Test func differentLinksTakeLittleMoreThanTheirTexts() {
    let rows = rows { note, number in note.links.append(link("n\(number)", number)) }
    #expect(rows.links.count < 18 * Self.count)
    #expect(rows.unresolvedKeys.count == Self.count)
    #expect(rows.keys.length == Self.count + 1)
  }

  @Test func repeatedTagsHaveOneKeyAndAShortColumn() {
    let rows = rows { note, number in
      note.tags.append(
        Tag(
          name: "thirty bytes of one and the tag", origin: .body, range: SourceRange(number, number)
        )
      )
    }
    // Terms are not looked for from the first on.
    #expect(rows.keys.length <= 65)
    #expect(rows.fields[2].tape.count < 3 << 20)
  }
}
