import JSON
import JSONRPC
package import Platform

/// Answers agents about some vaults, by the Model Context Protocol.
///
/// One thread reads, one answers, one writes: so the end of the input and a cancelled request are seen while an answer
/// is being made, and a client that does not read does not delay them.
package final class AgentServer: @unchecked Sendable {
  private let pipes: PipePair
  private let queue = RequestQueue()
  private let writer: MessageWriter
  private let serverInfo: JSONValue
  private let answerer: RequestAnswerer

  /// Opens the vaults; nothing of them is read yet. Throws `VaultError`.
  ///
  /// - Parameter onEnd: Ends the program; called by any thread after the client has closed the pipe.
  package init(
    _ options: AgentServerOptions, on pipes: PipePair, onEnd: @escaping @Sendable () -> Void
  ) throws {
    self.pipes = pipes
    writer = MessageWriter(pipes.output, .lines, onFailure: onEnd)
    serverInfo = ["name": "vq", "title": "vq", "version": .text(options.version)]
    answerer = try RequestAnswerer(options, writer)
  }

  /// Serves until the client is gone, and answers what it had asked for by then as far as that takes no time.
  package func run() {
    let worker = WorkerThread { [self] in
      while true { answer(queue.next()) }
    }
    // Without one nothing is ever answered.
    if worker == nil { return }
    var loop = MessageLoop(pipes, .lines)
    loop.run(receive)
    waitForIdleness()
    // What takes longer is ended, so that no half of an index stays behind.
    queue.cancelAll()
    waitForIdleness()
  }

  private func waitForIdleness() {
    let start = SystemClock.stopwatch()
    while !queue.isIdle || !writer.isIdle, SystemClock.stopwatch() - start < Self.patience {
      WorkerThread.sleep(microseconds: 1_000)
    }
  }

  /// How long answers may take when the input has ended, and how long ending them may, in milliseconds.
  private static let patience = 30.0

  // MARK: The reading thread

  private func receive(_ message: IncomingMessage) {
    switch message {
    case .answer: return
    case .invalid(let error, let id): writer.send(error.response(to: id), waits: false)
    case .notification(let method, let parameters):
      guard method == "notifications/cancelled",
        let id = parameters?["requestId"].flatMap(RequestID.init)
      else { return }
      queue.cancel(id)
      answerer.subscriptions.endListening(id)
    case .request(let request) where request.method == "ping":
      let isStateless = ClientEra.isStateless(request.parameters)
      let result = ServerResult(members: [])
        .json(for: isStateless ? .stateless : .november2025, server: serverInfo)
      writer.send(Self.response(to: request.id, result), waits: false)
    case .request(let request):
      if writer.isFull || !queue.append(request) {
        let error = RPCError(
          RPCError.Code.inside, "more than \(RequestQueue.most) requests wait for an answer")
        if !writer.isFull { writer.send(error.response(to: request.id), waits: false) }
      }
    }
  }

  // MARK: The answering thread

  private func answer(_ request: WaitingRequest) {
    let response: JSONValue?
    do {
      guard let (result, revision) = try answerer.answer(request) else { return }
      response = Self.response(to: request.id, result.json(for: revision, server: serverInfo))
    } catch is RequestCancelled {
      response = nil
    } catch let error as RPCError {
      response = error.response(to: request.id)
    } catch {
      response = RPCError(RPCError.Code.inside, "\(error)").response(to: request.id)
    }
    guard let response, !request.isCancelled else { return }
    writer.send(response)
  }

  private static func response(to id: RequestID, _ result: JSONValue) -> JSONValue {
    ["jsonrpc": "2.0", "id": id.json, "result": result]
  }
}
