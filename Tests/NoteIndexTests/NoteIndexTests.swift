import Testing

@Suite struct NoteIndexTests {}
