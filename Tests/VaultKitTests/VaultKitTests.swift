import Testing

@Suite struct VaultKitTests {}
