import Testing

@Suite struct NoteQueryTests {}
