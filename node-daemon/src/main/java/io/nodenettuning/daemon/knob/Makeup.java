package io.nodenettuning.daemon.knob;

import io.nodenettuning.daemon.kernel.Ethtool.FeaturesReading.Features;
import io.nodenettuning.daemon.kernel.Kernel;
import java.util.ArrayList;
import java.util.List;

/**
 * What a device is made of at a moment: its queues and the features that are on, which decide what
 * a driver refuses. A text to be kept and compared. Whether it is up decides too, but who wants a
 * setting of a device that is down waits.
 */
public final class Makeup {
  private Makeup() {}

  /** What a device is made of now; asking takes the kernel's network lock. */
  public static String of(Kernel kernel, String device) {
    int rxQueues = Queues.rxCount(kernel, device);
    int queues = kernel.files().list(Queues.folder(device)).size();
    List<String> parts = new ArrayList<>();
    parts.add(rxQueues + " rx, " + (queues - rxQueues) + " tx");
    if (kernel.ethtool().features(device) instanceof Features features) {
      features
          .byName()
          .forEach((name, feature) -> {
            if (feature.active()) {
              parts.add(name);
            }
          });
    }
    return String.join(", ", parts);
  }
}
