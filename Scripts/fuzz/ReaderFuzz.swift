// What libFuzzer runs: the whole reader on any bytes, and the laws of ReaderLaws.swift on what it gives.
import Glibc
import NoteModel
import NoteParsing

nonisolated(unsafe) private var parser = NoteParser()
/// Reads a stretch of blocks at a time, as long notes are read.
nonisolated(unsafe) private var stretches = NoteParser(window: 1)

@_cdecl("LLVMFuzzerTestOneInput")
public func readOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  check(bytes)
  return 0
}

private func check(_ bytes: [UInt8]) {
  // Memory of exactly this size, so that a read beyond its end is seen.
  let exact = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
  defer { exact.deallocate() }
  exact.copyBytes(from: bytes)
  let note = parser.parse(UnsafeRawBufferPointer(exact), path: VaultPath("Folder/Note.md"))
  let broken = ReaderLaws.broken(note, bytes)
  fail(broken)
  let again = stretches.parse(UnsafeRawBufferPointer(exact), path: VaultPath("Folder/Note.md"))
  if NoteDump.text(again) != NoteDump.text(note) { fail(["stretches give another note"]) }
  for section in note.sections {
    let again = parser.parse(section.text.bytes, path: note.path)
    fail(ReaderLaws.broken(again, section.text.bytes))
  }
}
