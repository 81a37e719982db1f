package io.nodenettuning.daemon.facts;

import io.nodenettuning.api.Sysctl;
import io.nodenettuning.api.Sysctls;
import io.nodenettuning.daemon.kernel.KernelFiles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a node can be set to, as it was when devices were last asked.
 *
 * @param asked whether devices were asked since the daemon started
 * @param nics by the device's {@linkplain Nic#identity identity}; only those that were asked
 * @param missingSysctls names of those that a tuning may set and this node does not have
 */
public record NodeCapabilities(
    boolean asked, Map<String, NicCapabilities> nics, List<String> missingSysctls) {
  /** Nothing was asked yet. */
  public static final NodeCapabilities UNKNOWN = new NodeCapabilities(false, Map.of(), List.of());

  static NodeCapabilities of(List<Nic> nics, DeviceParameters devices, KernelFiles files) {
    Map<String, NicCapabilities> byIdentity = new HashMap<>();
    for (Nic nic : nics) {
      byIdentity.put(nic.identity(), NicCapabilities.of(nic, devices, files));
    }
    return new NodeCapabilities(true, Map.copyOf(byIdentity), missingSysctls(files));
  }

  private static List<String> missingSysctls(KernelFiles files) {
    return Stream.concat(Stream.of(Sysctls.RFS_KEY), Stream.of(Sysctl.values()).map(Sysctl::key))
        .filter(key -> !files.exists("/proc/sys/" + key.replace('.', '/')))
        .sorted()
        .toList();
  }

  /** Whether all of these were asked. */
  public boolean cover(List<Nic> all) {
    return asked && all.stream().allMatch(nic -> nics.containsKey(nic.identity()));
  }

  /** Those of an interface, if it was asked. */
  public Optional<NicCapabilities> of(Nic nic) {
    return Optional.ofNullable(nics.get(nic.identity()));
  }
}
