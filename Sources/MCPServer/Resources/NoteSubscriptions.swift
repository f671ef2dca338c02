import JSON
import JSONRPC
import Platform
import VaultKit

/// Tells clients of notes that change.
///
/// What is watched are the files themselves, few as they are: that also tells of changes that an answer, or another
/// program, has brought into the index before.
final class NoteSubscriptions: @unchecked Sendable {
  /// Notes that are watched at most.
  private static let most = 1_000
  /// How often the files are looked at where the system tells of no change, in milliseconds.
  private static let pause: Int32 = 250
  /// How long a change may take: an editor that saves writes several times.
  private static let settleTime: UInt32 = 20_000

  /// A note that a client has subscribed to.
  private struct Watched {
    let uri: String
    let file: String
    var facts: FileFacts?
    /// Whether a change was told and nobody knows whether the note is still served: then nothing more is told of it.
    var isInDoubt = false
    /// Of a note of a vault that is served in part.
    let isOfPart: Bool
    /// The request that listens; nil for a client that has subscribed.
    let listener: RequestID?
  }

  private let writer: MessageWriter
  private let monitor = Monitor()
  /// Tells of changes in the folders of the notes, so that nobody waits for the next look. Made before the thread that
  /// looks: the system has few of them to give.
  private var notices: FolderNotices?
  // Guarded by the monitor.
  private var watched: [Watched] = []
  private var isLooking = false

  init(_ writer: MessageWriter) { self.writer = writer }

  // MARK: Who wants to know

  /// Watches a note for a client of a revision with a handshake.
  func subscribe(_ note: NoteResources.FoundNote) {
    add(Self.watched([note], for: nil))
  }

  /// Watches a note no more.
  func unsubscribe(_ uri: String) {
    monitor.withLock { watched.removeAll { $0.listener == nil && $0.uri == uri } }
  }

  /// Watches notes until the request is cancelled.
  ///
  /// - Parameter missing: Addresses that were asked for and name no note.
  func listen(
    _ request: WaitingRequest, to notes: [NoteResources.FoundNote], missing: [JSONValue]
  ) {
    let honored: JSONValue =
      notes.isEmpty
      ? [:] : ["resourceSubscriptions": .list(notes.map { .text($0.address) })]
    // A client that has this said to it may change a note at once; and nothing may be told before it is said.
    let new = Self.watched(notes, for: request.id)
    var meta = [(MetaKey.subscription, request.id.json)]
    if !missing.isEmpty { meta.append((MetaKey.missing, .list(missing))) }
    writer.send([
      "jsonrpc": "2.0", "method": "notifications/subscriptions/acknowledged",
      "params": ["notifications": honored, "_meta": JSONValue(meta)],
    ])
    add(new)
    // It may have been cancelled on the way.
    if request.isCancelled { endListening(request.id) }
  }

  /// Ends what a request has listened to.
  func endListening(_ id: RequestID) {
    monitor.withLock { watched.removeAll { $0.listener == id } }
  }

  /// Finds the notes whose changes may be reported again. Called before each answer.
  ///
  /// - Parameter isServed: Whether the note with an address is one that the client may know of.
  func settleDoubts(_ isServed: (_ uri: String) throws -> Bool) rethrows {
    let doubted = monitor.withLock { Set(watched.lazy.filter(\.isInDoubt).map(\.uri)) }
    for uri in doubted where try isServed(uri) {
      monitor.withLock {
        for place in watched.indices where watched[place].uri == uri {
          watched[place].isInDoubt = false
          watched[place].facts = Self.facts(watched[place].file)
        }
      }
    }
  }

  /// Takes down what notes are like now.
  private static func watched(
    _ notes: [NoteResources.FoundNote], for listener: RequestID?
  ) -> [Watched] {
    notes.prefix(most).map {
      Watched(
        uri: $0.address, file: $0.file, facts: facts($0.file), isOfPart: $0.vault.isPart,
        listener: listener)
    }
  }

  private func add(_ notes: [Watched]) {
    monitor.withLock {
      if !isLooking, !notes.isEmpty { notices = FolderNotices() }
      for note in notes where watched.count < Self.most {
        if watched.contains(where: { $0.uri == note.uri && $0.listener == note.listener }) {
          continue
        }
        watched.append(note)
        watchFolder(of: note.file)
      }
      if isLooking || watched.isEmpty { return }
      isLooking = WorkerThread { self.look() } != nil
    }
  }

  /// Has the system tell of changes beside a file. One that it cannot tell of is found by looking.
  private func watchFolder(of file: String) {
    guard let notices, let slash = file.lastIndex(of: "/"),
      let folder = try? FileSystem.openFolder(String(file[..<slash]))
    else { return }
    _ = notices.watch(folder)
    FileSystem.close(folder)
  }

  private static func meta(_ listener: RequestID) -> JSONValue {
    [MetaKey.subscription: listener.json]
  }

  // MARK: What changes

  private static func facts(_ file: String) -> FileFacts? { try? FileFacts.of(file) }

  /// Waits until something may have changed.
  private func rest() {
    guard let notices else {
      return WorkerThread.sleep(microseconds: UInt32(Self.pause) * 1_000)
    }
    guard notices.wait(Self.pause).hasNews else { return }
    WorkerThread.sleep(microseconds: Self.settleTime)
    _ = notices.take()
  }

  /// Looks at the files again and again.
  private func look() {
    while true {
      rest()
      let changed = monitor.withLock { () -> [Watched] in
        var changed: [Watched] = []
        for place in watched.indices where !watched[place].isInDoubt {
          let now = Self.facts(watched[place].file)
          if now == watched[place].facts { continue }
          watched[place].facts = now
          watched[place].isInDoubt = watched[place].isOfPart
          changed.append(watched[place])
        }
        return changed
      }
      for note in changed { tell(note) }
    }
  }

  private func tell(_ note: Watched) {
    var parameters: [(String, JSONValue)] = [("uri", .text(note.uri))]
    if let listener = note.listener { parameters.append(("_meta", Self.meta(listener))) }
    writer.send([
      "jsonrpc": "2.0", "method": "notifications/resources/updated",
      "params": JSONValue(parameters),
    ])
  }
}
