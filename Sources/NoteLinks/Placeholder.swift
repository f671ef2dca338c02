package enum NoteLinksPlaceholder {}
