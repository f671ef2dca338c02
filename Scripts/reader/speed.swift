// Measures the reader alone: bytes in memory, one thread. Scripts/reader.sh builds and runs it.
import Foundation
import NoteModel
import NoteParsing

@main
enum Speed {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 2 else {
      print("usage: speed notes FOLDER [ROUNDS] | speed hostile NAME MEGABYTES | speed names")
      return
    }
    switch arguments[1] {
    case "notes":
      measure(folder: arguments[2], rounds: arguments.count > 3 ? Int(arguments[3]) ?? 5 : 5)
    case "hostile":
      let holds = measure(
        hostile: arguments[2], megabytes: arguments.count > 3 ? Int(arguments[3]) ?? 1 : 1)
      if !holds { exit(1) }
    default:
      print(Hostile.all.map(\.name).joined(separator: "\n"))
    }
  }

  /// Reads all notes of a folder; then only their front matter, then only their bodies.
  private static func measure(folder: String, rounds: Int) {
    var notes: [[UInt8]] = []
    let files = FileManager.default.enumerator(atPath: folder)
    while let name = files?.nextObject() as? String {
      guard name.hasSuffix(".md"),
        let data = FileManager.default.contents(atPath: folder + "/" + name)
      else { continue }
      notes.append([UInt8](data))
    }
    report("front matter", notes.map { Array($0[..<split($0)]) }.filter { !$0.isEmpty }, rounds)
    report("bodies", notes.map { Array($0[split($0)...]) }, rounds)
    report("whole notes", notes, rounds)
  }

  private static func split(_ note: [UInt8]) -> Int {
    var parser = NoteParser()
    return parser.parse(note, path: VaultPath("x.md")).sections.first?.range.start ?? 0
  }

  private static func report(_ name: String, _ notes: [[UInt8]], _ rounds: Int) {
    let path = VaultPath("Folder/Note.md")
    var parser = NoteParser()
    var best = Double.infinity
    var links = 0
    for _ in 0..<rounds {
      let start = now()
      links = 0
      for note in notes { links += parser.parse(note, path: path).links.count }
      best = min(best, now() - start)
    }
    let bytes = Double(notes.reduce(0) { $0 + $1.count })
    print(
      String(
        format: "%@: %d notes, %.1f MB, %d links, %.0f MB/s, %.1f µs a note",
        name, notes.count, bytes / 1e6, links, bytes / 1e6 / best, best * 1e6 / Double(notes.count))
    )
  }

  /// What the reader may cost: milliseconds for 8 MB, and memory as a multiple of the input.
  private static let bounds = (time: 1_000.0, memory: 20.0)

  /// Reads one input; returns whether it costs no more than it may.
  private static func measure(hostile name: String, megabytes: Int) -> Bool {
    guard let shape = Hostile.all.first(where: { $0.name == name }) else { return false }
    let bytes = shape.make(megabytes << 20)
    let before = peak()
    var parser = NoteParser()
    let start = now()
    let note = parser.parse(bytes, path: VaultPath("x.md"))
    let time = now() - start
    let grown = Double(peak() - before) / Double(bytes.count) * 1024
    print(
      String(
        format: "%@ %d MB: %.0f ms, %.1f × memory, %d sections, %d links, %d problems",
        name, megabytes, time * 1000, grown, note.sections.count, note.links.count,
        note.problems.count))
    let isQuick = time * 1000 <= max(bounds.time * Double(megabytes) / 8, 60)
    if !isQuick { print("  too slow: more than \(Int(bounds.time)) ms for 8 MB") }
    let isSmall = grown <= bounds.memory
    if !isSmall { print("  too large: more than \(Int(bounds.memory)) × the input") }
    return isQuick && isSmall
  }

  /// Time of the processor this thread has used, in seconds: other programs do not count.
  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The process's greatest memory so far in KiB.
  private static func peak() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss
  }
}
