import Characters
import NoteModel
import NoteParsing
import NoteSearch

/// Makes tasks of what a scan has found.
final class TaskReader {
  private let scan: TaskScan
  private let readsOneLine: Bool
  private let keepsAll: Bool
  private var parser = NoteParser()
  /// Tasks that are asked for again, by where they lie: their tags take long to read.
  private var known: [UInt32: VaultTask] = [:]
  /// Bytes that they may still take.
  private var room: Int

  /// Makes a reader.
  ///
  /// - Parameters:
  ///   - readsOneLine: Whether only the line of the box is read.
  ///   - room: Bytes of tasks that are kept, for several queries; nil to keep those of several groups alone.
  init(_ scan: TaskScan, readsOneLine: Bool = false, room: Int? = nil) {
    self.scan = scan
    self.readsOneLine = readsOneLine
    keepsAll = room != nil
    self.room = room ?? 1 << 22
  }

  func task(_ found: TaskScan.Found) -> VaultTask {
    if let task = known[found.start] { return task }
    var task = outline(found)
    read(found, &task)
    if keepsAll || task.tags.count > 1, room > 0 {
      room -= 2 * Int(found.length) + MemoryLayout<VaultTask>.stride
      known[found.start] = task
    }
    return task
  }

  /// Makes a task of which only the box and the place are read.
  func outline(_ found: TaskScan.Found) -> VaultTask {
    let path = scan.paths[Int(found.file)]
    let status = scan.withBytes(of: found) { bytes in
      let sign = TaskBox.sign(of: 0..<bytes.count, in: bytes)
      return String(decoding: UnsafeRawBufferPointer(rebasing: bytes[sign]), as: UTF8.self)
    }
    return VaultTask(
      path: path.text, line: Int(found.line), status: status, depth: Int(found.depth),
      heading: found.heading < 0 ? nil : scan.headings[Int(found.heading)], text: "",
      isAtMargin: found.isAtMargin)
  }

  private func read(_ found: TaskScan.Found, _ task: inout VaultTask) {
    var isPlain = true
    scan.withBytes(of: found) { item in
      let bytes = UnsafeRawBufferPointer(rebasing: item[..<end(of: item)])
      let range = TaskBox.text(of: 0..<bytes.count, in: bytes)
      let text = UnsafeRawBufferPointer(rebasing: bytes[range])
      task.text = String(decoding: text.trimmed(\.isBlankOrControl), as: UTF8.self)
      isPlain = !TaskText.mayHold(text)
      // What has no hash has no tag.
      if text.contains(UInt8(ascii: "#")) {
        let path = scan.paths[Int(found.file)]
        task.tags = parser.parse(bytes, path: path, for: .places).tags.map(\.name)
      }
    }
    if isPlain {
      task.description = task.text
      return
    }
    let read = TaskText(task.text)
    task.description = read.description
    task.dates = read.dates
    task.invalidDates = read.invalidDates
    task.priority = read.priority
    task.recurrence = read.recurrence
    task.id = read.id
    task.dependsOn = read.dependsOn
    task.onCompletion = read.onCompletion
  }

  private func end(of item: UnsafeRawBufferPointer) -> Int {
    readsOneLine ? item.firstIndex(of: .lineFeed) ?? item.count : item.count
  }
}
