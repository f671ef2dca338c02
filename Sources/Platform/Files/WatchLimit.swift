/// How much of the system may be watched for changes.
package enum WatchLimit {
  /// How many folders a user may watch; nil where the system reports no changes.
  package static var mostFolders: Int? {
    #if os(Linux)
      let limit = try? FileSystem.contents(of: "/proc/sys/fs/inotify/max_user_watches")
      return limit.flatMap { Int(String(decoding: $0, as: UTF8.self).prefix { $0.isNumber }) }
    #else
      nil
    #endif
  }
}
