package enum NoteParsingPlaceholder {}
