import NoteModel
import Platform

/// Writes a journal item by item: short ones into memory, longer ones into a file.
final class JournalWriter {
  /// Where a journal is written that is not one yet.
  let path: String
  let request: RenameRequest
  /// The open file; nil while all of it is in memory.
  private(set) var descriptor: Int32?
  private var buffer: [UInt8] = []
  private var digest = RunningDigest()
  /// Bytes that are in the file.
  private var written = 0
  private(set) var files = 0
  private var isFinished = false

  /// Bytes that are kept in memory.
  private let room: Int

  /// - Parameter room: Bytes from which on the file is used.
  init(path: String, for request: RenameRequest = RenameRequest(), room: Int = 1 << 20) {
    self.path = path
    self.request = request
    self.room = room
    buffer = RenameJournal.mark
  }

  deinit {
    guard let descriptor else { return }
    FileSystem.close(descriptor)
    // The name is another one by now where the journal has become one.
    try? FileSystem.remove(path)
  }

  // MARK: Items

  /// Writes the head. Throws `SystemError`, as all that follows.
  func begin(_ journal: RenameJournal) throws(SystemError) {
    for text in [
      journal.root, journal.path, journal.newPath, journal.heading, journal.newHeading,
      journal.request.old, journal.request.new,
    ] { append(text) }
    append(fixed: journal.request.seal)
    append(journal.folders.count)
    for folder in journal.folders { append(folder) }
    try spill()
  }

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - name: As the user knows it.
  ///   - place: From the vault's root, or absolute in a folder outside of the vault; no part of it is a link.
  func beginFile(_ name: String, at place: String) throws(SystemError) {
    files += 1
    buffer.append(RenameJournal.Kind.file.rawValue)
    append(name)
    append(place)
    try spill()
  }

  /// Writes down a link before and after.
  func append(line: Int, _ before: some Collection<UInt8>, _ after: some Collection<UInt8>)
    throws(SystemError)
  {
    buffer.append(RenameJournal.Kind.change.rawValue)
    append(line)
    append(before)
    append(after)
    try spill()
  }

  /// Writes down what the file is before and after.
  func append(_ facts: RenameJournal.Facts) throws(SystemError) {
    buffer.append(RenameJournal.Kind.facts.rawValue)
    for content in [facts.old, facts.new] {
      append(content.size)
      append(fixed: content.digest)
    }
    try spill()
  }

  /// Writes down bytes that change.
  ///
  /// - Parameter kept: How many bytes stay since the last edit.
  func append(kept: Int, _ removed: some Collection<UInt8>, _ inserted: some Collection<UInt8>)
    throws(SystemError)
  {
    buffer.append(RenameJournal.Kind.edit.rawValue)
    append(kept)
    append(removed)
    append(inserted)
    try spill()
  }

  /// Writes the end; nothing may follow.
  func finish() throws(SystemError) {
    if isFinished { return }
    isFinished = true
    buffer.append(RenameJournal.Kind.end.rawValue)
    append(files)
    buffer.withUnsafeBytes { digest.add($0) }
    append(fixed: digest.value)
    if descriptor != nil { try flush() }
  }

  /// Puts a finished journal on the disk, whole and safe.
  func sync() throws(SystemError) {
    try flush()
    if let descriptor { try FileSystem.sync(descriptor) }
  }

  /// Reads what was written, from the beginning.
  var reader: JournalReader {
    guard let descriptor else { return JournalReader(buffer) }
    return JournalReader(descriptor, count: written)
  }

  // MARK: Bytes

  private func append(_ number: Int) {
    SevenBits.forEachByte(of: number) { buffer.append($0) }
  }

  private func append(fixed number: Int64) {
    withUnsafeBytes(of: number.littleEndian) { buffer += $0 }
  }

  private func append(_ text: String) { append(text.utf8) }

  private func append(_ text: some Collection<UInt8>) {
    append(text.count)
    buffer.append(contentsOf: text)
  }

  private func spill() throws(SystemError) {
    guard buffer.count >= room else { return }
    buffer.withUnsafeBytes { digest.add($0) }
    try flush()
  }

  /// Moves the buffer into the file.
  private func flush() throws(SystemError) {
    if descriptor == nil { descriptor = try make() }
    guard let descriptor else { return }
    try FileSystem.write(buffer[...], to: descriptor)
    written += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }

  private func make() throws(SystemError) -> Int32 {
    // Left by a process that was stopped while planning; this process holds the lock.
    try FileSystem.remove(path)
    return try OwnFile.open(path, [.readingAndWriting, .madeNew])
  }
}
