package enum NoteRankingPlaceholder {}
