import Testing

@testable import MCPServer

/// The address of a note.
@Suite struct NoteURITests {
  @Test(arguments: ["a.md", "Folder/sub/It's a [long] näme?.md", "100% #1.md", ""])
  func isReadAsItWasWritten(_ path: String) {
    let uri = NoteURI(vault: "My notes", path: path)
    #expect(NoteURI(uri.text) == uri)
    #expect(uri.text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
  }

  @Test(arguments: ["", "vq://", "vq://a", "file:///a.md", "vq://a/%zz", "vq://a/%FF"])
  func anythingElseIsNone(_ text: String) {
    #expect(NoteURI(text) == nil)
  }
}
