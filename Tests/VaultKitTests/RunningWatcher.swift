import Foundation
import Platform

@testable import VaultKit

/// A watcher of a vault in a thread of its own, as `vq watch` is one in a process of its own.
final class RunningWatcher: @unchecked Sendable {
  private let vaultPlace: VaultPlace
  private let monitor = Monitor()
  private var thread: WorkerThread?
  // Guarded by the monitor.
  private var isOver = false
  private(set) var failure: (any Error)?

  convenience init(_ vault: TestVault) { self.init(vault.place) }

  init(_ place: VaultPlace) {
    vaultPlace = place
    thread = WorkerThread { [self] in
      do {
        try Vault(at: place).watch(patience: 20, isStopped: { monitor.withLock { isOver } }) { _ in
        }
      } catch { monitor.withLock { failure = error } }
    }
  }

  /// Asks until the watcher knows of an index that the vault agrees with; returns whether it came to that.
  func settle() throws -> Bool {
    let (location, root) = try place
    for _ in 0..<2000 {
      if let call = WatcherCall(location, root: root), call.knownGeneration() != nil { return true }
      usleep(2000)
    }
    return false
  }

  /// Where the watcher is asked.
  var place: (IndexLocation, root: String) {
    get throws {
      let opened = try Vault(at: vaultPlace)
      return (opened.refresher.store.location, opened.root)
    }
  }

  /// Ends it.
  func stop() {
    monitor.withLock { isOver = true }
    thread?.join()
    thread = nil
  }
}
