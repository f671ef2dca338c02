#if canImport(Glibc)
  import Glibc
#endif

/// A Unix socket in a folder, on which processes of this user ask short questions.
package final class SocketListener {
  #if canImport(Glibc)
    private let address: SocketAddress
    private let name: String
    /// The socket that the name stands for; another process may take the name later.
    private let own: FileFacts?
    package let descriptor: Int32

    /// How long a process that has called may take to ask, in milliseconds.
    private static let patience = 2.0
    /// Calls that may wait.
    private static let waiting: Int32 = 64

    /// Begins to listen, and replaces an earlier listener of that name.
    ///
    /// Returns nil where that cannot be done.
    package init?(_ name: String, in folder: String) {
      guard let address = try? SocketAddress(folder: folder) else { return nil }
      let descriptor = SocketAddress.socket()
      let made = "\(name).\(Program.number)"
      // What one left who had the same number.
      if address.facts(of: made) != nil { address.remove(made) }
      // The system makes the file with the permissions of the socket, so no other user can ever open it.
      guard descriptor >= 0, fchmod(descriptor, 0o600) == 0,
        address.with(made, { bind(descriptor, $0, $1) }) == 0,
        listen(descriptor, Self.waiting) == 0, address.rename(made, to: name)
      else {
        if descriptor >= 0 { close(descriptor) }
        address.remove(made)
        return nil
      }
      own = address.facts(of: name)
      self.address = address
      (self.name, self.descriptor) = (name, descriptor)
    }

    deinit {
      close(descriptor)
      if let own, address.facts(of: name)?.isSameFile(as: own) == true { address.remove(name) }
    }

    /// Answers the next question, if there is one.
    ///
    /// - Parameters:
    ///   - most: Bytes of a question that are read; what is longer is cut.
    ///   - answer: What is answered; called once the question has been read.
    package func answer(most: Int, _ answer: ([UInt8]) -> [UInt8]) {
      let caller = accept(descriptor, nil, nil)
      guard caller >= 0 else { return }
      defer { close(caller) }
      _ = fcntl(caller, F_SETFD, FD_CLOEXEC)
      guard SocketAddress.isOwn(caller),
        let question = SocketAddress.receive(caller, most: most, patience: Self.patience)
      else { return }
      _ = SocketAddress.send(answer(question), to: caller)
    }
  #else
    package var descriptor: Int32 { -1 }

    /// Returns nil: nothing is known of changes here that could be asked for.
    package init?(_ name: String, in folder: String) { return nil }

    /// Does nothing.
    package func answer(most: Int, _ answer: ([UInt8]) -> [UInt8]) {}
  #endif
}
