import VaultKit

/// The field that a mistyped name is most like.
enum NearestField {
  static func of(_ name: String, among names: [String]) -> String? {
    if let near = Vault.nearestWord(to: name, among: names, shortest: 3) { return near }
    // The last part of a longer name, or the beginning of one.
    let key = name.lowercased()
    return names.first { $0.lowercased() == key }
      ?? names.first { $0.lowercased().hasSuffix("." + key) }
      ?? (key.count > 1 ? names.first { $0.lowercased().hasPrefix(key) } : nil)
  }
}
