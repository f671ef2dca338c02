package enum VaultKitPlaceholder {}
