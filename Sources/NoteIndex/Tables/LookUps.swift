/// When rows of a table are looked up one by one: many of them cost less if the table is read in its order.
enum LookUps {
  /// Records that are looked up at most.
  ///
  /// A record of a note takes many times the bytes of its path, so reading all of them takes long in a large vault, and
  /// up to so many look-ups are made even where they are most of the notes.
  private static let mostRecords = 2_000
  /// The part of all paths that is looked up at most. Rows of paths are small, so reading all of them is quick.
  private static let shareOfPaths = 8

  /// Whether the records of so many notes are looked up.
  static func arePaidForRecords(_ count: Int) -> Bool { count <= mostRecords }

  /// Whether so many of all paths are looked up.
  static func arePaidForPaths(_ count: Int, of all: Int) -> Bool { count <= all / shareOfPaths }
}
