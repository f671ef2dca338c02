import NoteIndex
import NoteModel
import NoteParsing
import NoteRanking
import NoteText
import Platform

/// A note as it was read from the disk, ready to be written into the index.
struct ReadNote: Sendable {
  enum Outcome: Sendable {
    case note(NoteRecord)
    /// The content is that of the digest the index has already.
    case same
    /// The file is there but cannot be read.
    case unreadable(Problem)
    /// The file went away after it was listed.
    case vanished
  }

  var outcome: Outcome
  var stamp: Stamp
  var bytes: Int

  /// About how much memory it takes, in bytes.
  var weight: Int { if case .note(let record) = outcome { record.weight } else { 0 } }

  /// The aliases of a note that was read; else none.
  var aliases: [String] { if case .note(let record) = outcome { record.aliases } else { [] } }
}

/// Reads notes: from the disk through the parser to record for the index.
///
/// One reader belongs to one thread; it keeps its buffers.
struct NoteReader: ~Copyable {
  private let root: VaultRoot
  private var files = FileReader()
  private var parser = NoteParser()
  private var canvasParser = CanvasParser()
  /// Made for the first note that is cut into words: who reads notes to show them does without.
  private lazy var tokenizer = Tokenizer()

  init(root: VaultRoot) {
    self.root = root
  }

  /// Reads the note at `path`, whose digest in the index is `known`.
  ///
  /// Returns nil, without reading it, for a note of more than `mostBytes`.
  ///
  /// - Parameter listed: What is known of the file; nil if it was not looked at yet.
  mutating func read(
    _ path: VaultPath, _ listed: FileFacts?, known: Int64?, mostBytes: Int,
    resolve: (Link, VaultPath) -> KeyedTarget
  ) -> ReadNote? {
    files.limit = mostBytes
    defer { files.limit = .max }
    let read = read(path, listed, known: known, resolve: resolve)
    return files.isBeyondLimit ? nil : read
  }

  /// Reads the note at `path`, whose digest in the index is `known`.
  ///
  /// - Parameter listed: What is known of the file; nil if it was not looked at yet.
  mutating func read(
    _ path: VaultPath, _ listed: FileFacts?, known: Int64?,
    resolve: (Link, VaultPath) -> KeyedTarget
  ) -> ReadNote {
    let now = SystemClock.now()
    let facts: FileFacts
    do throws(SystemError) {
      facts = try files.read(path, in: root)
    } catch {
      return failure(error, listed ?? (try? FileFacts.of(root.path + "/" + path.text)), now)
    }
    let bytes = files.bytes
    let digest = Digest.of(bytes)
    let stamp = Self.stamp(facts, digest, readAt: now)
    if digest == known { return ReadNote(outcome: .same, stamp: stamp, bytes: bytes.count) }
    let count = bytes.count
    let isLarge = count > Self.large
    if isLarge { Memory.expectLargePieces() }
    let note = parse(path, for: .index(prose: LanguageDetector.longestSample))
    if isLarge { letGo() }
    if tokenizer.recorder == nil { tokenizer.recorder = WordRecorder() }
    let record = NoteRecord(consume note, tokenizer: tokenizer) { resolve($0, path) }
    return ReadNote(outcome: .note(record), stamp: stamp, bytes: count)
  }

  /// Notes of more bytes leave nothing behind that is kept for the next one.
  static let large = 1 << 20

  /// Lets go of what a large note has left in the buffers, which can be several times its size.
  private mutating func letGo() {
    files = FileReader()
    parser = NoteParser()
    canvasParser = CanvasParser()
    Memory.giveBack()
  }

  /// Returns the note at `path` if its content still has a digest, parsed; nil else.
  ///
  /// - Parameter sections: Those whose texts are wanted, by their numbers; a long note comes with nothing else.
  mutating func note(
    _ path: VaultPath, digest: Int64, sections: Set<Int>
  ) -> (note: Note, frontMatter: FrontMatterText?)? {
    note(path, digest: digest, for: .text(of: sections))
  }

  /// Returns the note at `path` if its content still has a digest, parsed, and its properties; nil else.
  ///
  /// - Parameter purpose: What is left out of a long note.
  mutating func note(
    _ path: VaultPath, digest: Int64, for purpose: ReadingPurpose
  ) -> (note: Note, frontMatter: FrontMatterText?)? {
    guard holds(path, digest: digest) else { return nil }
    let isLarge = files.bytes.count > Self.large
    if isLarge { Memory.expectLargePieces() }
    let note = parse(path, for: purpose)
    let frontMatter = path.isCanvas ? nil : FrontMatterText(note, files.bytes)
    if isLarge { letGo() }
    return (note, frontMatter)
  }

  /// Whether the content of the note at `path` still has a digest; reads it, and does not parse it.
  mutating func holds(_ path: VaultPath, digest: Int64) -> Bool {
    guard (try? files.read(path, in: root)) != nil else { return false }
    return Digest.of(files.bytes) == digest
  }

  /// Whether there is a note at `path` of whose bytes something holds; it is not parsed.
  mutating func holds(_ path: VaultPath, where holds: (UnsafeRawBufferPointer) -> Bool) -> Bool {
    (try? files.read(path, in: root)) != nil && holds(files.bytes)
  }

  private mutating func parse(_ path: VaultPath, for purpose: ReadingPurpose) -> Note {
    path.isCanvas
      ? canvasParser.parse(files.bytes, path: path)
      : parser.parse(files.bytes, path: path, for: purpose)
  }

  private func failure(_ error: SystemError, _ listed: FileFacts?, _ now: Int64) -> ReadNote {
    let problem = Problem(
      kind: .fileUnreadable, position: Position(line: 1, column: 1),
      message: "cannot read the file: \(error.reason)")
    // What lasts until the file itself changes is not tried again before; a failing disk is.
    var stamp = Stamp(size: 0, modified: 0, changed: Self.never, inode: 0, digest: 0)
    if error.lasts, let listed { stamp = Self.stamp(listed, 0, readAt: now) }
    return ReadNote(
      outcome: error.isMissing ? .vanished : .unreadable(problem), stamp: stamp, bytes: 0)
  }

  /// Makes the stamp of a file that was read at `now`.
  ///
  /// A write in the same tick of the clock as the read would leave the same times, so a file that
  /// young gets a stamp that fits no file: the next refresh reads it again.
  static func stamp(_ facts: FileFacts, _ digest: Int64, readAt now: Int64) -> Stamp {
    Stamp(
      // The day of the last change is stored even if the stamp does not fit.
      size: facts.size, modified: facts.modified,
      changed: facts.isYoung(at: now) ? never : facts.changed,
      inode: facts.inode, digest: digest)
  }

  /// A time at which no file changed. Zero is none: file systems that do not know the time give it.
  private static let never = Int64.min
}
