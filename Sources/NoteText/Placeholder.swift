package enum NoteTextPlaceholder {}
