package io.nodenettuning.daemon.facts;

import io.nodenettuning.daemon.kernel.Answer;
import io.nodenettuning.daemon.kernel.Ethtool.FeaturesReading;
import io.nodenettuning.daemon.kernel.Ethtool.ParametersReading;
import io.nodenettuning.daemon.kernel.KernelFiles;
import io.nodenettuning.daemon.kernel.ParameterGroup;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an interface can be set to. Of channels, rings and coalescing what it has is there, by the
 * names of ethtool's options.
 *
 * @param channels its channels
 * @param rings the packets that its rings hold
 * @param coalesce what delays its interrupts
 * @param fixed features that nothing changes, by whether they are on
 * @param changeable features that can be changed, by whether they are on
 * @param indirection how many entries the table of its hash has, null where it has none
 * @param managedInterrupts how many of its queues' interrupts only the kernel moves; known since
 *     Linux 6.12, where their file's mode tells
 */
public record NicCapabilities(
    SortedMap<String, Capacity> channels,
    SortedMap<String, Capacity> rings,
    SortedMap<String, Capacity> coalesce,
    SortedMap<String, Boolean> fixed,
    SortedMap<String, Boolean> changeable,
    @Nullable Integer indirection,
    int managedInterrupts) {

  /**
   * How much there is of something.
   *
   * @param current how much there is; 0 or 1 for what is on or off
   * @param maximum how much there can be, or null where the device does not tell
   */
  public record Capacity(long current, @Nullable Long maximum) {}

  static NicCapabilities of(Nic nic, DeviceParameters device, KernelFiles files) {
    SortedMap<String, Boolean> fixed = new TreeMap<>();
    SortedMap<String, Boolean> changeable = new TreeMap<>();
    if (device.features(nic) instanceof FeaturesReading.Features features) {
      features
          .byName()
          .forEach((name, feature) ->
              (feature.fixed() ? fixed : changeable).put(name, feature.active()));
    }
    return new NicCapabilities(
        capacities(device.of(nic, ParameterGroup.CHANNELS)),
        capacities(device.of(nic, ParameterGroup.RINGS)),
        capacities(device.of(nic, ParameterGroup.COALESCE)),
        Collections.unmodifiableSortedMap(fixed),
        Collections.unmodifiableSortedMap(changeable),
        device.indirection(nic) instanceof Answer.Got<List<Integer>> table
            ? table.value().size()
            : null,
        (int) nic.interrupts().stream().filter(vector -> isManaged(vector, files)).count());
  }

  private static SortedMap<String, Capacity> capacities(ParametersReading reading) {
    SortedMap<String, Capacity> capacities = new TreeMap<>();
    if (reading instanceof ParametersReading.Parameters known) {
      known
          .byName()
          .forEach((name, parameter) ->
              capacities.put(
                  name,
                  new Capacity(
                      parameter.value(),
                      parameter.maximum() == Long.MAX_VALUE ? null : parameter.maximum())));
    }
    return Collections.unmodifiableSortedMap(capacities);
  }

  private static boolean isManaged(QueueInterrupt vector, KernelFiles files) {
    return files.readOnly("/proc/irq/" + vector.irq() + "/smp_affinity_list");
  }
}
