/// The version of vq, in the one place where it stands: Semantic Versioning 2.0.0, as the manual's page on versions says.
enum Version {
  static let text = "0.1.0"
}
