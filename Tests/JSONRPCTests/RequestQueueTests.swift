import JSON
import Testing

@testable import JSONRPC

/// The way of requests from the thread that reads them to the one that answers them.
@Suite struct RequestQueueTests {
  private static func request(_ id: Int) -> IncomingMessage.RPCRequest? {
    let json = #"{"jsonrpc":"2.0","id":\#(id),"method":"a"}"#
    guard case .request(let request) = IncomingMessage(Array(json.utf8)) else { return nil }
    return request
  }

  private static func id(_ number: Int) throws -> RequestID {
    try #require(RequestID(JSONValue(number)))
  }

  @Test func cancelledRequestIsNotBegun() throws {
    let queue = RequestQueue()
    for id in 1...3 { #expect(queue.append(try #require(Self.request(id)))) }
    queue.cancel(try Self.id(2))
    queue.cancel(try Self.id(9))
    #expect(queue.next().id == (try Self.id(1)))
    #expect(queue.next().id == (try Self.id(3)))
    #expect(!queue.isIdle)
  }

  @Test func requestUnderWayIsToldThatItIsCancelled() throws {
    let queue = RequestQueue()
    #expect(queue.append(try #require(Self.request(1))))
    let request = queue.next()
    try request.check()
    queue.cancel(try Self.id(1))
    #expect(request.isCancelled)
    #expect(throws: RequestCancelled.self) { try request.check() }
  }

  @Test func tooManyAreRefused() throws {
    let queue = RequestQueue()
    let request = try #require(Self.request(1))
    for _ in 0..<RequestQueue.most { #expect(queue.append(request)) }
    #expect(!queue.append(request))
  }
}
