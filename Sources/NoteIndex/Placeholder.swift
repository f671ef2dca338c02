package enum NoteIndexPlaceholder {}
