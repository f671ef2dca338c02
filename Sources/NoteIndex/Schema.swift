import NoteText

/// The tables of an index file.
///
/// An index is derived data, so there is no migration: another version number means a rebuild.
enum Schema {
  /// Marks a database as an index of ours: `vqix` in ASCII.
  static let applicationID: Int64 = 0x7671_6978
  /// Raised with every change of the tables, or of what is written into them.
  static let version = 2
  /// What `PRAGMA user_version` holds: tables and tokenizer have to be the ones of this program.
  static var userVersion: Int64 { Int64(version * 1000 + Tokenizer.version) }

  /// Ordinary tables keep everything that is shown, so that the `sqlite3` shell can read them. The two
  /// FTS5 tables hold only the inverted index and read their text from `note` and `section`.
  ///
  /// `columnsize=0` leaves out FTS5's own table of lengths: `page` holds them, eight bytes a section.
  static let tables = """
    CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
    CREATE TABLE file(
      path TEXT PRIMARY KEY, id INTEGER NOT NULL, name_key TEXT NOT NULL, is_note INTEGER NOT NULL,
      size INTEGER, modified INTEGER, changed INTEGER, inode INTEGER, digest INTEGER
    ) WITHOUT ROWID;
    CREATE TABLE note(
      id INTEGER PRIMARY KEY, title TEXT NOT NULL, aliases TEXT NOT NULL, questions TEXT NOT NULL,
      tags TEXT NOT NULL, properties TEXT NOT NULL, first_section INTEGER NOT NULL,
      section_count INTEGER NOT NULL);
    CREATE TABLE section(
      id INTEGER PRIMARY KEY, note INTEGER NOT NULL, level INTEGER NOT NULL, line INTEGER NOT NULL,
      end_line INTEGER NOT NULL, first_line INTEGER NOT NULL, leaves BLOB NOT NULL,
      headings TEXT NOT NULL, body TEXT NOT NULL);
    CREATE TABLE alias(
      note INTEGER, ordinal INTEGER, key TEXT NOT NULL, text TEXT NOT NULL,
      PRIMARY KEY(note, ordinal)) WITHOUT ROWID;
    CREATE TABLE question(
      note INTEGER, ordinal INTEGER, key TEXT NOT NULL, text TEXT NOT NULL,
      PRIMARY KEY(note, ordinal)) WITHOUT ROWID;
    CREATE TABLE tag(
      note INTEGER, ordinal INTEGER, key TEXT NOT NULL, name TEXT NOT NULL, line INTEGER NOT NULL,
      PRIMARY KEY(note, ordinal)) WITHOUT ROWID;
    CREATE TABLE property(
      note INTEGER, ordinal INTEGER, key TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
      PRIMARY KEY(note, ordinal)) WITHOUT ROWID;
    CREATE TABLE link(
      note INTEGER, ordinal INTEGER, form INTEGER NOT NULL, line INTEGER NOT NULL,
      column INTEGER NOT NULL, link TEXT NOT NULL, display TEXT, key_path TEXT,
      lookup INTEGER NOT NULL, outcome INTEGER NOT NULL, target INTEGER, others INTEGER NOT NULL,
      PRIMARY KEY(note, ordinal)) WITHOUT ROWID;
    CREATE TABLE problem(
      note INTEGER, ordinal INTEGER, line INTEGER NOT NULL, column INTEGER NOT NULL,
      kind TEXT NOT NULL, message TEXT NOT NULL, PRIMARY KEY(note, ordinal)) WITHOUT ROWID;
    CREATE TABLE page(
      kind INTEGER, number INTEGER, data BLOB NOT NULL, PRIMARY KEY(kind, number)) WITHOUT ROWID;
    CREATE VIRTUAL TABLE note_fts USING fts5(
      title, aliases, questions, tags, properties,
      content='note', content_rowid='id', tokenize='vq', columnsize=0);
    CREATE VIRTUAL TABLE section_fts USING fts5(
      headings, body, content='section', content_rowid='id', tokenize='vq', columnsize=0);
    """

  /// Made after a bulk load, when sorting once is cheaper than keeping order all along.
  static let indexes = """
    CREATE UNIQUE INDEX file_id ON file(id);
    CREATE INDEX file_name ON file(name_key);
    CREATE INDEX alias_key ON alias(key);
    CREATE INDEX question_key ON question(key);
    CREATE INDEX tag_key ON tag(key);
    CREATE INDEX link_target ON link(target) WHERE target IS NOT NULL;
    CREATE INDEX link_lookup ON link(lookup);
    CREATE INDEX link_text ON link(target, display) WHERE form >= 4;
    """

  /// FTS5's settings are stored in the database: load in big steps, then keep the number of segments low.
  /// `crisismerge` stays high, since the default of 16 stalls a commit for seconds.
  static let bulkSettings = ftsSettings([
    ("pgsz", 8000), ("hashsize", 16 << 20), ("automerge", 0), ("crisismerge", 1000),
  ])
  static let dailySettings = ftsSettings([("automerge", 4), ("hashsize", 4 << 20)])

  private static func ftsSettings(_ settings: [(String, Int)]) -> String {
    ["note_fts", "section_fts"].map { table in
      settings.map { name, value in
        "INSERT INTO \(table)(\(table), rank) VALUES('\(name)', \(value));"
      }.joined(separator: "\n")
    }.joined(separator: "\n")
  }
}
