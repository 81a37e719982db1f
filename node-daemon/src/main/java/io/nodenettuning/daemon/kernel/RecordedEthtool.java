package io.nodenettuning.daemon.kernel;

import static io.nodenettuning.daemon.kernel.Ethtool.FeaturesReading.Features;
import static io.nodenettuning.daemon.kernel.Ethtool.FeaturesReading.Refused;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Ethtool of a recording: answers from its {@code ethtool.json} and keeps what is set there. What
 * the kernel refuses is refused with its words; what it changes along with a feature stays as it
 * is, for the file does not know.
 */
final class RecordedEthtool implements Ethtool {
  private final Root root;

  RecordedEthtool(Root root) {
    this.root = root;
  }

  @Override
  public synchronized FeaturesReading features(String device) {
    try {
      return features(EthtoolRecording.in(file()), device);
    } catch (IOException e) {
      return unreadable(device, e);
    }
  }

  @Override
  public synchronized FeaturesReading setFeatures(String device, Map<String, Boolean> wanted) {
    try {
      var recording = EthtoolRecording.in(file());
      return switch (features(recording, device)) {
        case Refused refused -> refused;
        case Features features -> set(recording, device, features, wanted);
      };
    } catch (IOException e) {
      return unreadable(device, e);
    }
  }

  private FeaturesReading set(
      EthtoolRecording recording, String device, Features features, Map<String, Boolean> wanted)
      throws IOException {
    var byName = features.byName();
    for (String name : wanted.keySet()) {
      Feature feature = byName.get(name);
      if (feature == null) {
        return new Refused(Errno.EOPNOTSUPP, "bit name not found");
      }
      if (feature.nochange()) {
        return new Refused(Errno.EINVAL, "attempt to change non-ethtool features");
      }
    }
    wanted.forEach((name, on) -> {
      // As the kernel, which takes a request for a bit outside of hw and does nothing.
      Feature feature = byName.get(name);
      if (feature != null && !feature.fixed()) {
        recording.set(device, name, on);
      }
    });
    recording.save(file());
    return features(recording, device);
  }

  @Override
  public synchronized ParametersReading parameters(String device, ParameterGroup group) {
    try {
      return parameters(EthtoolRecording.in(file()), device, group);
    } catch (IOException e) {
      Refused refused = unreadable(device, e);
      return new ParametersReading.Refused(refused.errno(), refused.message());
    }
  }

  @Override
  public synchronized ParametersReading setParameters(
      String device, ParameterGroup group, Map<String, Long> wanted) {
    try {
      var recording = EthtoolRecording.in(file());
      return switch (parameters(recording, device, group)) {
        case ParametersReading.Refused refused -> refused;
        case ParametersReading.Parameters now -> set(recording, device, group, now, wanted);
      };
    } catch (IOException e) {
      Refused refused = unreadable(device, e);
      return new ParametersReading.Refused(refused.errno(), refused.message());
    }
  }

  private ParametersReading set(
      EthtoolRecording recording,
      String device,
      ParameterGroup group,
      ParametersReading.Parameters now,
      Map<String, Long> wanted)
      throws IOException {
    for (Map.Entry<String, Long> one : wanted.entrySet()) {
      Parameter parameter = now.byName().get(one.getKey());
      if (parameter == null) {
        return new ParametersReading.Refused(
            Errno.EINVAL, "cannot modify an unsupported parameter");
      }
      if (one.getValue() > parameter.maximum()) {
        return new ParametersReading.Refused(Errno.EINVAL, "requested value exceeds maximum");
      }
    }
    wanted.forEach((name, value) -> recording.set(device, group, name, value));
    recording.save(file());
    return parameters(recording, device, group);
  }

  private ParametersReading parameters(
      EthtoolRecording recording, String device, ParameterGroup group) {
    return recording
        .parameters(device, group)
        .<ParametersReading>map(ParametersReading.Parameters::new)
        .orElseGet(() -> {
          Refused refused =
              unknown(device, "the recording has no %s of %s".formatted(group.key(), device));
          return new ParametersReading.Refused(refused.errno(), refused.message());
        });
  }

  private FeaturesReading features(EthtoolRecording recording, String device) {
    return recording
        .features(device)
        .<FeaturesReading>map(Features::new)
        .orElseGet(() ->
            unknown(device, "the recording has no " + device + " in " + EthtoolRecording.PATH));
  }

  private Refused unreadable(String device, IOException e) {
    return e instanceof FileNotFoundException
        ? unknown(device, "the recording has no " + EthtoolRecording.PATH)
        : new Refused(Errno.EBADMSG, EthtoolRecording.PATH + ": " + e.getMessage());
  }

  private Refused unknown(String device, String message) {
    boolean there = new NodeFiles(root).exists("/sys/class/net/" + device);
    return new Refused(there ? Errno.EOPNOTSUPP : Errno.ENODEV, message);
  }

  private Path file() {
    return Path.of(root.place(EthtoolRecording.PATH));
  }
}
