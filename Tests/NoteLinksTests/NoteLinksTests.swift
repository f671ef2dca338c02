import Testing

@Suite struct NoteLinksTests {}
