/// How much is read of one note: a hostile one costs no more than its bytes. Only tests make other limits.
package struct ReadingLimits: Sendable {
  /// A note has no more: headings and labels after these are text. Fewer than one in 64 bytes of the longest note.
  package var mostSections = 1 << 18
  /// Bytes of text after which a section goes on in another one below the same heading: nobody reads an answer of
  /// megabytes, the index gathers the words of a section in memory, and a question looks closely at dozens of sections.
  package var longestText = 1 << 18
  /// A paragraph that is longer is read in stretches of at most this many bytes, and no markup reaches from one
  /// into the next: what is found in a stretch takes many times its bytes.
  package var longestStretch = 1 << 20
  /// The same for a block of HTML, which may have a picture of megabytes in a tag.
  package var longestHTML = 1 << 22
  /// Most lines of a leaf that are loaded at once.
  package var mostLines = 1 << 17
  /// Most inline fields of a note; more are plain text.
  package var mostFields = 1 << 17

  package init() {}
}
