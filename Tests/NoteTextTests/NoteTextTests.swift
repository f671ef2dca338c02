import Testing

@Suite struct NoteTextTests {}
