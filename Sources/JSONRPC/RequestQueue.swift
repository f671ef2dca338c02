package import JSON
import Platform

/// A request that waits for its answer, or is being answered.
package final class WaitingRequest: @unchecked Sendable {
  package let id: RequestID
  package let method: String
  package let parameters: JSONValue?
  private let monitor = Monitor(isBrief: true)
  private var wasCancelled = false

  fileprivate init(_ request: IncomingMessage.RPCRequest) {
    id = request.id
    method = request.method
    parameters = request.parameters
  }

  /// Whether the request was cancelled.
  package var isCancelled: Bool { monitor.withLock { wasCancelled } }

  /// Throws `RequestCancelled` if the request was cancelled.
  package func check() throws { if isCancelled { throw RequestCancelled() } }

  fileprivate func cancel() { monitor.withLock { wasCancelled = true } }
}

/// Ends the work for a cancelled request.
package struct RequestCancelled: Error {}

/// Requests on their way from the thread that reads them to the one that answers them, in their order.
package final class RequestQueue: @unchecked Sendable {
  /// Requests that wait at most.
  package static let most = 1_000

  private let monitor = Monitor()
  // Guarded by the monitor.
  private var waiting: [WaitingRequest] = []
  private var current: WaitingRequest?

  package init() {}

  /// Puts a request after the others; returns false if too many wait.
  package func append(_ request: IncomingMessage.RPCRequest) -> Bool {
    monitor.withLock {
      if waiting.count >= Self.most { return false }
      waiting.append(WaitingRequest(request))
      monitor.signalChange()
      return true
    }
  }

  /// Says that the request before is answered, and waits for the next.
  package func next() -> WaitingRequest {
    monitor.withLock {
      current = nil
      while waiting.isEmpty { monitor.wait() }
      let request = waiting.removeFirst()
      current = request
      return request
    }
  }

  /// Cancels a request: a waiting one is not begun, a running one is told to stop.
  package func cancel(_ id: RequestID) {
    monitor.withLock {
      waiting.removeAll { $0.id == id }
      if current?.id == id { current?.cancel() }
    }
  }

  /// Takes all requests back.
  package func cancelAll() {
    monitor.withLock {
      waiting = []
      current?.cancel()
    }
  }

  /// Whether nothing waits and nothing is under way.
  package var isIdle: Bool { monitor.withLock { waiting.isEmpty && current == nil } }
}
