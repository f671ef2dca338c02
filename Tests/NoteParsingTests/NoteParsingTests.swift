import Testing

@Suite struct NoteParsingTests {}
