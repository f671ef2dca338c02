package import JSON
import Platform

/// Writes messages on a thread of its own, so that a slow reader blocks only this thread.
package final class MessageWriter: @unchecked Sendable {
  /// Most bytes that wait to be written; then adding a message waits.
  private static let mostBytes = 8 << 20

  private let output: Int32
  private let framing: MessageFraming
  private let monitor = Monitor()
  // Guarded by the monitor.
  private var waiting: [UInt8] = []
  private var isWriting = false
  private var isStopped = false

  /// - Parameter onFailure: Called once, on the writer's thread, after the reader has closed the pipe.
  package init(
    _ output: Int32, _ framing: MessageFraming, onFailure: @escaping @Sendable () -> Void
  ) {
    self.output = output
    self.framing = framing
    // Without a thread nothing is ever written.
    if WorkerThread({ self.run(onFailure) }) == nil { onFailure() }
  }

  /// Puts a message after those that wait.
  ///
  /// - Parameter waits: Whether the caller waits while too much is on its way; who reads the input must not.
  package func send(_ message: JSONValue, waits: Bool = true) {
    var bytes: [UInt8] = []
    message.append(to: &bytes)
    monitor.withLock {
      while waits, waiting.count > Self.mostBytes, !isStopped { monitor.wait() }
      if isStopped { return }
      framing.append(bytes, to: &waiting)
      monitor.signalChange()
    }
  }

  /// Whether so much waits for a reader that nothing more should be asked for.
  package var isFull: Bool { monitor.withLock { waiting.count > 2 * Self.mostBytes } }

  /// Whether all was written.
  package var isIdle: Bool { monitor.withLock { waiting.isEmpty && !isWriting } }

  private func run(_ onFailure: () -> Void) {
    while true {
      let bytes = monitor.withLock {
        while waiting.isEmpty { monitor.wait() }
        isWriting = true
        defer { waiting = [] }
        return waiting
      }
      do throws(SystemError) { try FileSystem.write(bytes[...], to: output) } catch {
        monitor.withLock {
          isStopped = true
          waiting = []
          isWriting = false
          monitor.signalChange()
        }
        return onFailure()
      }
      monitor.withLock {
        isWriting = false
        monitor.signalChange()
      }
    }
  }
}
