// The index knows how many tasks a note has, and not what they say: the notes with tasks are read on several threads.
// What is found is kept packed: a note can have two million tasks.

import Characters
import NoteModel
import NoteParsing
import NoteQuery
import NoteSearch
import Platform

/// Gathers the tasks of files on several threads.
final class TaskScan: @unchecked Sendable {
  /// A task that was found, with what orders it.
  struct Found: Sendable {
    /// Index into the paths that were given.
    var file: Int32
    /// 1-based.
    var line: Int32
    /// Where it lies in `texts`, from its marker on.
    var start: UInt32
    var length: UInt32
    /// Index into `headings`; -1 for none.
    var heading: Int32
    var depth: UInt8
    /// Whether it stands at the margin of its note or quote.
    var isAtMargin: Bool
    /// Days since 1970 of the date, or the rank of the priority, that orders it; the largest number for none.
    var key: Int32
  }

  static let noKey = Int32.max
  /// Bytes of tasks that are kept, with what is known of them.
  static let mostKept = 72 << 20
  /// The same of what one thread holds before it hands it on.
  fileprivate let mostOfAThread: Int

  let paths: [VaultPath]
  private let root: VaultRoot
  private let plan: SearchPlan?
  fileprivate let options: TaskOptions
  /// Whether the texts are wanted, or only the number of tasks.
  fileprivate let wantsTexts: Bool
  /// Where so many were found in the order of the files, no further one is read.
  fileprivate let enough: Int
  private let shares: SharedList
  private let monitor = Monitor()
  // Guarded by the monitor.
  private(set) var found: [Found] = []
  private(set) var texts: [UInt8] = []
  private(set) var headings: [String] = []
  private(set) var count = 0
  private(set) var unread: [SearchRun.Unread] = []
  private var failure: SearchError?
  private var isFull = false

  init(
    _ paths: [VaultPath], in root: VaultRoot, _ plan: SearchPlan?, _ options: TaskOptions,
    wantsTexts: Bool
  ) {
    self.paths = paths
    self.root = root
    self.plan = plan
    self.options = options
    self.wantsTexts = wantsTexts
    let isInOrder = options.sort == .path && !options.isReversed && options.group == nil
    enough = wantsTexts && isInOrder && options.limit > 0 ? options.limit : .max
    shares = SharedList(count: paths.count)
    // What a thread hands on is there twice for a moment.
    mostOfAThread = shares.threads == 1 ? Self.mostKept : Self.mostKept / (2 * shares.threads)
  }

  /// Gathers them. Throws `SearchError` where the filter costs too much, `VaultError` of kind `badQuery` where there
  /// are too many.
  func run() throws {
    shares.run { self.work() }
    if let failure { throw failure }
    if isFull {
      let most = Self.mostKept >> 20
      throw VaultError(
        .badQuery, at: "",
        cause: "there are more than \(most) MiB of tasks; narrow them by a filter")
    }
    order()
  }

  /// Puts them in order where they lie: together they can take most of the memory.
  private func order() {
    if options.sort == .path {
      found.sort { ($0.file, $0.line) < ($1.file, $1.line) }
      if options.isReversed { found.reverse() }
      return
    }
    let isReversed = options.isReversed
    found.sort { one, other in
      if one.key != other.key {
        // What has no date comes last either way.
        if one.key == Self.noKey || other.key == Self.noKey { return one.key < other.key }
        return (one.key < other.key) != isReversed
      }
      return (one.file, one.line) < (other.file, other.line)
    }
  }

  private func work() {
    var worker: TaskWorker
    do throws(SearchError) { worker = try TaskWorker(self, root, plan) } catch {
      monitor.withLock { failure = error }
      shares.stop()
      return
    }
    while let job = shares.claim() {
      for file in job where worker.count < enough {
        worker.read(paths[file], Int32(truncatingIfNeeded: file))
      }
      monitor.withLock { take(&worker) }
      // Files are claimed in their order, so that those that were read are the first ones.
      if monitor.withLock({ failure != nil || isFull || count >= enough }) { shares.stop() }
    }
  }

  private func take(_ worker: inout TaskWorker) {
    if let error = worker.failure { failure = error }
    if worker.isFull { isFull = true }
    count += worker.count
    unread += worker.unread
    defer { worker.forget() }
    if texts.count + worker.texts.count > Self.mostKept
      - (found.count + worker.found.count) * MemoryLayout<Found>.stride
    {
      isFull = true
      return
    }
    if found.isEmpty, headings.isEmpty {
      swap(&found, &worker.found)
      swap(&texts, &worker.texts)
      swap(&headings, &worker.headings)
      return
    }
    let base = UInt32(truncatingIfNeeded: texts.count)
    let firstHeading = Int32(truncatingIfNeeded: headings.count)
    for task in worker.found {
      var task = task
      task.start += base
      if task.heading >= 0 { task.heading += firstHeading }
      found.append(task)
    }
    texts += worker.texts
    headings += worker.headings
  }

  /// Hands out the bytes of a task, from its marker on.
  func withBytes<Result>(of task: Found, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    texts.withUnsafeBytes {
      body(UnsafeRawBufferPointer(rebasing: $0[Int(task.start)..<Int(task.start + task.length)]))
    }
  }
}

/// Reads the tasks of files, one file after the other; for one thread.
private struct TaskWorker: ~Copyable {
  private let root: VaultRoot
  private let options: TaskOptions
  private let wantsTexts: Bool
  private var files = FileReader()
  private var parser = NoteParser()
  private let searcher: Searcher?
  var found: [TaskScan.Found] = []
  var texts: [UInt8] = []
  var headings: [String] = []
  private(set) var count = 0
  private(set) var unread: [SearchRun.Unread] = []
  private(set) var isFull = false
  private let most: Int
  private let enough: Int

  init(_ scan: TaskScan, _ root: VaultRoot, _ plan: SearchPlan?) throws(SearchError) {
    self.root = root
    options = scan.options
    wantsTexts = scan.wantsTexts
    most = scan.mostOfAThread
    enough = scan.enough
    searcher = try plan.map { plan throws(SearchError) in try Searcher(plan) }
  }

  var failure: SearchError? { searcher?.failure }

  mutating func forget() {
    found.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
    headings.removeAll(keepingCapacity: true)
    unread.removeAll()
    count = 0
  }

  mutating func read(_ path: VaultPath, _ file: Int32) {
    do throws(SystemError) { _ = try files.read(path, in: root) } catch {
      if !error.isMissing { unread.append(SearchRun.Unread(path: path, reason: error.reason)) }
      return
    }
    let bytes = files.bytes
    let parts = searcher?.parts(of: path, bytes)
    if searcher != nil, parts == nil { return }
    let note = parser.parse(bytes, path: path, for: .places)
    // The items that the one at hand is below, each with how many of them are tasks.
    var above: [(line: Int, tasks: Int)] = []
    var heading = 0
    var lastHeading = -1
    for item in note.listItems {
      let line = note.lines.line(at: item.range.start)
      let parent = item.parent < 0 ? 0 : item.parent + 1
      while let last = above.last, last.line != parent { above.removeLast() }
      let depth = above.last?.tasks ?? 0
      above.append((line, depth + (item.task == nil ? 0 : 1)))
      guard let status = item.task, options.wants(status) else { continue }
      if count >= enough { return }
      let range = item.range.start..<item.range.end
      guard let key = key(of: range, bytes), parts?.holds(range) ?? true else { continue }
      count += 1
      if !wantsTexts { continue }
      while heading < note.headings.count, note.headings[heading].range.start < item.range.start {
        heading += 1
      }
      if heading > 0, lastHeading != heading {
        headings.append(note.headings[heading - 1].text)
        lastHeading = heading
      }
      let start = texts.count
      if start + range.count + found.count * MemoryLayout<TaskScan.Found>.stride > most {
        isFull = true
        return
      }
      QuotedLines.append(range, of: bytes, to: &texts)
      found.append(
        TaskScan.Found(
          file: file, line: Int32(truncatingIfNeeded: line),
          start: UInt32(truncatingIfNeeded: start),
          length: UInt32(truncatingIfNeeded: texts.count - start),
          heading: heading > 0 ? Int32(truncatingIfNeeded: headings.count - 1) : -1,
          depth: UInt8(min(depth, 200)), isAtMargin: Self.isAtMargin(range.lowerBound, bytes),
          key: key))
    }
  }

  /// Whether nothing but the signs of quotes, and one blank after them, stands before an item.
  private static func isAtMargin(_ start: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
    guard start > 0, bytes[start - 1] != .lineFeed else { return true }
    let quote = UInt8(ascii: ">")
    if bytes[start - 1] == quote { return true }
    return start > 1 && bytes[start - 1] == UInt8(ascii: " ") && bytes[start - 2] == quote
  }

  /// What orders a task; nil for one that is due on no day that is wanted.
  private func key(of range: Range<Int>, _ bytes: UnsafeRawBufferPointer) -> Int32? {
    if options.due == nil, options.sort == .path { return TaskScan.noKey }
    let own = UnsafeRawBufferPointer(rebasing: bytes[TaskBox.text(of: range, in: bytes)])
    let text = TaskText.mayHold(own) ? TaskText(String(decoding: own, as: UTF8.self)) : nil
    if let due = options.due, !due.covers(text?.dates[.due]) { return nil }
    switch options.sort {
    case .path: return TaskScan.noKey
    case .priority: return Int32(VaultTask.Priority.rank(of: text?.priority))
    case .date(let kind):
      return text?.dates[kind].map { Int32($0.civil.number) } ?? TaskScan.noKey
    }
  }
}
