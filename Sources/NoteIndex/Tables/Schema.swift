import FullText
import NoteText

/// The tables of an index file.
///
/// An index is derived data, so there is no migration: another version number means a rebuild.
enum Schema {
  /// Marks a database as an index of ours: `vqix` in ASCII.
  static let applicationID: Int64 = 0x7671_6978
  /// Raised with every change of the tables, or of what is written into them.
  static let version = 17
  /// What `PRAGMA user_version` holds: tables and tokenizer have to be the ones of this program.
  static var userVersion: Int64 { Int64(version * 1000 + Tokenizer.version) }

  /// What a note says is not stored: an answer is read from the note itself, whose digest tells whether
  /// it is still the one that was indexed. So three of the full-text tables are contentless, and FTS5
  /// cannot take a row out of them: rows of what is gone stay, under numbers that are never used again
  /// and that `page` gives to no note. `columnsize=0` leaves out FTS5's own table of lengths for the one
  /// in `page`.
  ///
  /// FTS5 writes two bytes before the places in any column but the first, for each term of each row: where the body
  /// comes first, `section_fts` takes two thirds of the room that it takes otherwise.
  ///
  /// `folder` has a row for each folder with files in it; its path ends with a slash, the root's is empty.
  /// `listing` has a row for each folder whose times tell that its names are still those of the row; `folder` is the digest
  /// of the folder's path there.
  /// `file.is_note` is 1 for a note, 2 for a canvas, which is read like one, and 0 for all else.
  ///
  /// The rows of `section_fts` are sections, numbered through; those of `note_fts` and `key_fts` have the
  /// number of the note's first section; those of `name_fts` the id of the note.
  static let tables = """
    CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
    CREATE TABLE file(
      path TEXT PRIMARY KEY, id INTEGER NOT NULL, name_key TEXT NOT NULL, is_note INTEGER NOT NULL,
      size INTEGER, modified INTEGER, changed INTEGER, inode INTEGER, digest INTEGER
    ) WITHOUT ROWID;
    CREATE TABLE folder(
      path TEXT PRIMARY KEY, digest INTEGER NOT NULL, files INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE listing(
      folder INTEGER PRIMARY KEY, modified INTEGER NOT NULL, changed INTEGER NOT NULL,
      inode INTEGER NOT NULL, names BLOB NOT NULL);
    CREATE TABLE note(
      id INTEGER PRIMARY KEY, first_section INTEGER NOT NULL, section_count INTEGER NOT NULL,
      targets BLOB NOT NULL, links BLOB NOT NULL, facts BLOB NOT NULL);
    CREATE TABLE problem(
      note INTEGER, ordinal INTEGER, line INTEGER NOT NULL, column INTEGER NOT NULL,
      kind TEXT NOT NULL, message TEXT NOT NULL, PRIMARY KEY(note, ordinal)) WITHOUT ROWID;
    CREATE TABLE names(id INTEGER PRIMARY KEY, names TEXT NOT NULL);
    CREATE TABLE page(id INTEGER PRIMARY KEY, data BLOB NOT NULL);
    CREATE VIRTUAL TABLE section_fts USING fts5(
      body, headings, content='', tokenize='vq', columnsize=0);
    CREATE VIRTUAL TABLE note_fts USING fts5(
      title, questions, tags, properties, content='', tokenize='vq', columnsize=0);
    CREATE VIRTUAL TABLE key_fts USING fts5(
      keys, content='', tokenize='vq', columnsize=0, detail=none);
    CREATE VIRTUAL TABLE name_fts USING fts5(
      names, content='names', content_rowid='id', tokenize='vq', columnsize=0);
    """

  /// Made after a bulk load, when sorting once is cheaper than keeping order all along.
  static let indexes = """
    CREATE UNIQUE INDEX file_id ON file(id);
    CREATE INDEX file_name ON file(name_key);
    CREATE INDEX file_canvas ON file(path) WHERE is_note = 2;
    """

  /// How many entries the schema of an index has: its tables, three more for each full-text table, its indexes.
  static let entryCount: Int64 = 8 + 4 * 4 + 3

  static let allTables = bulkTables + [nameTable]
  static let fullTextTables = allTables.map(\.name)

  static let bulkTables = [
    TableForm(name: "section_fts", columns: 2, hasPlaces: true, memory: 8 << 20),
    TableForm(name: "note_fts", columns: 4, hasPlaces: true, memory: 4 << 20),
    TableForm(name: "key_fts", columns: 1, hasPlaces: false, memory: 8 << 20),
  ]

  /// The names of notes, which are known only when all notes are.
  static let nameTable = TableForm(
    name: "name_fts", columns: 1, hasPlaces: true, memory: 4 << 20)
}
