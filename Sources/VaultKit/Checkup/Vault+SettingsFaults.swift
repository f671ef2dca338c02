extension Vault {
  /// Settings that some commands read, beside those of `app.json`, which a refresh warns of.
  public enum SettingsUse: Sendable, Hashable {
    case propertyTypes
    case notes(of: Period)
  }

  /// Returns what is wrong with the settings that a command reads. Throws `VaultError` of kind `unreadableFolder`.
  public func settingsFaults(of use: SettingsUse) throws(VaultError) -> [SettingsFault] {
    switch use {
    case .propertyTypes:
      let file = try typesFile()
      _ = file.texts(of: "types")
      return file.faults
    case .notes(let period): return PeriodSettings(period, of: try files()).faults
    }
  }

  /// Returns what is wrong with any settings that are read.
  func settingsFaults() throws(VaultError) -> [SettingsFault] {
    var faults = refresher.settingsFaults + (try settingsFaults(of: .propertyTypes))
    for period in Period.allCases { faults += try settingsFaults(of: .notes(of: period)) }
    var seen: Set<SettingsFault> = []
    return faults.filter { seen.insert($0).inserted }
  }
}
