import Foundation

/// Runs in a thread of its own what mostly waits: other tests have as many threads as there are processors.
///
/// Nothing can be expected in it, since Swift Testing does not know which test it belongs to.
package func inOwnThread<Value: Sendable>(
  _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
  }
}
