import Testing

@Suite struct NoteRankingTests {}
