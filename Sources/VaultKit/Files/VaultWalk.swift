// Asking for the facts of a note is the most expensive part of looking at a vault, and it does not matter
// in which order that is done: so some threads look at folders at the same time, and share large ones.

import NoteModel
import Platform

/// Looks at all folders of a vault.
///
/// Names that start with a dot are left out with everything below them, as Obsidian does.
final class VaultWalk: @unchecked Sendable {
  private enum Job {
    case folder([UInt8], isLink: Bool)
    case facts(ListedFolder, Range<Int>)
  }

  /// Names that are asked for in one go.
  private static let piece = 512
  /// Up to this many files are listed sooner than a thread starts.
  private static let fewFiles = 400
  /// Most threads that walk the folders.
  private static let mostThreads = 4

  private let root: VaultRoot
  private let readsFacts: Bool
  private let known: KnownFolders?
  private let visit: @Sendable (ListedFolder) -> Void
  private let monitor = Monitor()
  // Guarded by the monitor.
  private var jobs: [Job] = []
  private var busy = 0
  private var files = 0
  private var threads: [WorkerThread] = []
  private var oddities: [Oddity] = []
  private var rootError: SystemError?
  private var isStopped = false
  /// Links that were found, to be looked at when all else is done.
  private var links: [[UInt8]] = []
  /// Where the links lead that were followed.
  private var followed: [String] = []

  /// - Parameters:
  ///   - readsFacts: Whether the system is asked for the facts of the notes.
  ///   - known: Folders that need not be listed; nil for none.
  ///   - visit: Called with each folder, in no order and by several threads at the same time.
  init(
    _ root: VaultRoot, readsFacts: Bool = true, known: KnownFolders? = nil,
    visit: @escaping @Sendable (ListedFolder) -> Void
  ) {
    self.root = root
    self.readsFacts = readsFacts
    self.known = known
    self.visit = visit
  }

  /// Walks from start to finish.
  func run() throws(SystemError) -> [Oddity] {
    start()
    return try finish()
  }

  /// Begins to walk, and returns as soon as other threads go on with it. A vault so small that none is worth its making
  /// has been walked then.
  func start() {
    jobs = [.folder([], isLink: false)]
    work(isStart: true)
  }

  /// Whether other threads walk, once the walk has begun.
  var isUnderWay: Bool { !threads.isEmpty }

  /// Walks on with the others, and returns what was odd, in path order.
  ///
  /// Throws `SystemError` where the root cannot be listed; what lies below and cannot is odd, unless the
  /// system has run out of something.
  func finish() throws(SystemError) -> [Oddity] {
    work()
    join()
    if let rootError { throw rootError }
    // What is odd may be a folder without files of the vault.
    if root.only != nil { return [] }
    return oddities.sorted { $0.path.text.utf8.lexicographicallyPrecedes($1.path.text.utf8) }
  }

  /// Stops a walk whose result is no longer needed; does nothing after its finish.
  func stop() {
    if threads.isEmpty { return }
    monitor.withLock { isStopped = true }
    work()
    join()
  }

  private func join() {
    for thread in threads { thread.join() }
    threads.removeAll()
  }

  /// Looks at one folder alone.
  static func list(
    _ folder: [UInt8], in root: VaultRoot, isLink: Bool
  ) throws(SystemError) -> ListedFolder {
    let listed = try ListedFolder(folder, in: root, isLink: isLink)
    let found = listed.readFacts(0..<listed.names.rows.count)
    listed.oddities += found.oddities
    listed.closeFolder()
    return listed
  }

  /// Does what there is to do, until nothing is left.
  ///
  /// - Parameter isStart: Whether to leave the rest to other threads, once there are any.
  private func work(isStart: Bool = false) {
    monitor.lock()
    while true {
      if isStart, !threads.isEmpty { break }
      if isStopped { jobs.removeAll() }
      if let job = jobs.popLast() {
        busy += 1
        monitor.unlock()
        run(job)
        monitor.lock()
        busy -= 1
        if busy == 0, jobs.isEmpty { followLinks() }
        if busy == 0, jobs.isEmpty { monitor.signalChange() }
      } else if busy == 0 {
        break
      } else {
        monitor.wait()
      }
    }
    monitor.unlock()
  }

  private func run(_ job: Job) {
    switch job {
    case .facts(let folder, let piece): readFacts(of: folder, piece)
    case .folder(let path, let isLink):
      do throws(SystemError) {
        start(
          try ListedFolder(path, in: root, isLink: isLink, hasFacts: readsFacts, known: known))
      } catch {
        fail(path, error)
      }
    }
  }

  private func fail(_ path: [UInt8], _ error: SystemError) {
    monitor.withLock {
      // Without the folders that could not be opened the vault would seem to have lost its notes.
      if path.isEmpty || error.isShortage {
        rootError = error
      } else if !error.isMissing {
        let message = "cannot list the folder: \(error.reason)"
        oddities.append(Oddity(path.dropLast(), message, isWarning: true))
      }
    }
  }

  /// Hands out what there is to do in a folder, and does the first piece of it.
  private func start(_ folder: ListedFolder) {
    let count = folder.names.rows.count
    var new: [Job] = []
    var links: [[UInt8]] = []
    for row in folder.names.rows where row.isFolder {
      let path = folder.path + folder.names.withBytes(of: row) { Array($0) } + [UInt8(ascii: "/")]
      if row.kind == .folder {
        new.append(.folder(path, isLink: false))
      } else {
        links.append(path)
      }
    }
    let first = 0..<min(count, Self.piece)
    // Behind the folders, so that this one is finished, and its memory given back, before they begin.
    for start in stride(from: first.upperBound, to: readsFacts ? count : 0, by: Self.piece) {
      new.append(.facts(folder, start..<min(count, start + Self.piece)))
      folder.piecesLeft += 1
    }
    folder.piecesLeft += 1
    monitor.withLock {
      files += count
      jobs += new
      self.links += links
      if !new.isEmpty { monitor.signalChange() }
      startThreads()
    }
    readFacts(of: folder, first)
  }

  private func startThreads() {
    guard threads.isEmpty, jobs.count > 1, files > Self.fewFiles || jobs.count > 8 else { return }
    let count = min(Self.mostThreads, max(2, WorkerThread.processors))
    for _ in 1..<count {
      if let thread = WorkerThread({ self.work() }) { threads.append(thread) }
    }
  }

  private func readFacts(of folder: ListedFolder, _ piece: Range<Int>) {
    let found = readsFacts ? folder.readFacts(piece) : (digest: 0, count: 0, oddities: [])
    let isComplete = monitor.withLock {
      folder.digest &+= found.digest
      folder.count += found.count
      folder.oddities += found.oddities
      folder.piecesLeft -= 1
      if folder.piecesLeft == 0 { oddities += folder.oddities }
      return folder.piecesLeft == 0
    }
    guard isComplete else { return }
    folder.closeFolder()
    visit(folder)
  }

  // MARK: Links out of the vault

  /// Makes jobs of the links that were found. Each folder outside is read once: of links into the same
  /// folder, or into one below another, the first in path order counts.
  private func followLinks() {
    let found = links.sorted { $0.lexicographicallyPrecedes($1) }
    links.removeAll()
    for link in found {
      let path = String(decoding: link.dropLast(), as: UTF8.self)
      guard let real = try? FileSystem.realPath(root.path + "/" + path) else { continue }
      let isTaken = followed.contains {
        FollowedFolders.holds($0, real) || FollowedFolders.holds(real, $0)
      }
      if isTaken {
        let message = "the symbolic link leads where another one leads and is not followed"
        oddities.append(Oddity(link.dropLast(), message, isWarning: false))
      } else {
        followed.append(real)
        jobs.append(.folder(link, isLink: true))
      }
    }
    if jobs.count > 1 { monitor.signalChange() }
  }
}
