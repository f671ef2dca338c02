import Testing

@Suite struct NoteModelTests {}
