#if canImport(Glibc)
  import Glibc
#endif

/// A short question to the process of this user that listens on a Unix socket.
package final class SocketCall {
  #if canImport(Glibc)
    private let descriptor: Int32

    /// Asks; returns nil if no process of this user listens. Links are not followed.
    ///
    /// - Parameter question: Made only if there is a socket.
    package init?(_ name: String, in folder: String, _ question: () -> [UInt8]?) {
      // Mostly there is none, and one call of the system tells.
      guard FileStatus(ofLinkOrFile: folder + "/" + name)?.isOwn == true,
        let address = try? SocketAddress(folder: folder), address.facts(of: name) != nil,
        let bytes = question()
      else { return nil }
      let descriptor = SocketAddress.socket()
      guard descriptor >= 0, address.with(name, { connect(descriptor, $0, $1) }) == 0,
        SocketAddress.isOwn(descriptor),
        SocketAddress.send(bytes, to: descriptor)
      else {
        if descriptor >= 0 { close(descriptor) }
        return nil
      }
      self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Waits for the answer; nil for none.
    ///
    /// - Parameters:
    ///   - most: Bytes of the answer that are read; what is longer is cut.
    ///   - patience: How long to wait, in milliseconds.
    package func answer(most: Int, patience: Double) -> [UInt8]? {
      SocketAddress.receive(descriptor, most: most, patience: patience)
    }
  #else
    /// Returns nil: there are no listeners on this system.
    package init?(_ name: String, in folder: String, _ question: () -> [UInt8]?) { return nil }

    /// Returns nil.
    package func answer(most: Int, patience: Double) -> [UInt8]? { nil }
  #endif
}
