#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a file is opened for.
package struct OpenUse: OptionSet, Sendable {
  package let rawValue: Int32

  package init(rawValue: Int32) { self.rawValue = rawValue }

  package static let reading = OpenUse(rawValue: O_RDONLY)
  package static let writing = OpenUse(rawValue: O_WRONLY)
  package static let readingAndWriting = OpenUse(rawValue: O_RDWR)
  /// A folder and nothing else.
  package static let folder = OpenUse(rawValue: O_RDONLY | O_DIRECTORY)
  /// Made where it is not there.
  package static let made = OpenUse(rawValue: O_CREAT)
  /// Made, and an error where it is there.
  package static let madeNew = OpenUse(rawValue: O_CREAT | O_EXCL)
  /// Without waiting for the other end of a pipe; for regular files it has no meaning.
  package static let atOnce = OpenUse(rawValue: O_NONBLOCK)

  var flags: Int32 { rawValue }
}
