// What libFuzzer runs: the canvas reader on any bytes.
import Glibc
import NoteModel
import NoteParsing

nonisolated(unsafe) private var parser = CanvasParser()

@_cdecl("LLVMFuzzerTestOneInput")
public func readOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  // Memory of exactly this size, so that a read beyond its end is seen.
  let exact = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 1)
  defer { exact.deallocate() }
  exact.copyMemory(from: UnsafeRawBufferPointer(start: start, count: count))
  let path = VaultPath("Folder/Map.canvas")
  let note = parser.parse(UnsafeRawBufferPointer(exact), path: path)
  var broken: [String] = []
  for link in note.links where link.range.start < 0 || link.range.end > count {
    broken.append("a link lies outside of the file")
  }
  for section in note.sections where section.range.start < 0 || section.range.end > count {
    broken.append("a section lies outside of the file")
  }
  if NoteDump.text(parser.parse(UnsafeRawBufferPointer(exact), path: path)) != NoteDump.text(note) {
    broken.append("the same bytes give another canvas")
  }
  _ = CanvasParser.strings(of: Array(UnsafeRawBufferPointer(exact)))
  fail(broken)
  return 0
}
