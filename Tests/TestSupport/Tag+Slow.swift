package import Testing

extension Tag {
  /// Suites that take more than ten seconds; `CONTRIBUTING.md` says how to leave them out.
  @Tag package static var slow: Self
}
