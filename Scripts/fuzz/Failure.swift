import Glibc

/// Stops at a broken law; an optimized `precondition` would not say which.
func fail(_ broken: [String]) {
  guard !broken.isEmpty else { return }
  let message = broken.joined(separator: "\n") + "\n"
  _ = write(2, message, message.utf8.count)
  preconditionFailure()
}
