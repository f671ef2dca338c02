// What this target promises, and what it asks for.
//
// FTS5 keeps a full-text table as segments: sorted terms, each with the rows that hold it and the places in these rows,
// on pages in the table `…_data`, with an index of the pages in `…_idx`. The form is that of version 4, written down at
// the head of fts5_index.c in SQLite's source. FTS5 has promised to read it since 2015. This code writes such pages
// in bulk and reads them, and knows nothing of notes: a row is a number, a column is a number, a term is bytes.
//
// Writing. `TableLoader` takes rows by ascending number, each as the tokens of its columns (`TokenTape`), and writes the
// one segment of an empty table. Terms are gathered in `PostingBuffer`; more than memory should hold goes to
// `PostingRuns`, and is merged. `SegmentWriter` writes every page once. After that FTS5 fills the table. FTS5's
// `integrity-check` passes on what was written, and every query of FTS5 reads it.
//
// Reading. `FullTextReader` finds terms in all segments. `TermPostings` gives a `PostingCursor` over the rows of a word, of
// a beginning of words or of words in a row: rows ascend and none comes twice. Pages that make no sense throw an error
// of the kind `corrupt`; no bytes make it crash or read outside of its memory. What FTS5 holds back until the end of a
// transaction is not on the pages yet: read outside of one that writes.
//
// Threads. A cursor belongs to one thread at a time. Cursors on several threads may share a table: all that they share
// is a `PageSource`, which reads each page under a lock. Who uses the connection meanwhile takes that lock too.
//
// Memory. `PaddedPlaces` can be read eight bytes at a time beyond their end; only `PaddedStorage` makes them. They are
// valid during the call that hands them over, as all bytes that are handed to a closure.
//
// The form. `PageForm` tells whether the pages have the one that this code knows: by FTS5's settings, by the list of
// segments, and by whether SQLite lets the pages be written. Where anything is unknown, `FTS5Terms` reads terms through
// FTS5 alone, and the caller writes with plain INSERTs. Both are slower, and say the same.
//
// Deletions. FTS5 cannot take a row out of a contentless table, so a row lies in one segment. Of a table whose rows
// change (`hasChangingRows`) a newer segment voids what an older one says of a row.
