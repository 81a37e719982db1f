package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.InterfaceRule;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.kernel.Errno;
import io.nodenettuning.daemon.kernel.Ethtool.Feature;
import io.nodenettuning.daemon.kernel.Ethtool.FeaturesReading;
import io.nodenettuning.daemon.kernel.Kernel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Device features that a user can toggle ({@code Documentation/networking/netdev-features.rst}),
 * through ethtool netlink: one request for a device, because features depend on each other.
 */
public final class OffloadKnob implements NicKnob {

  @Override
  public String name() {
    return "offload";
  }

  @Override
  public boolean slow() {
    return true;
  }

  /** A bond has features of its own, and hands them on. */
  @Override
  public boolean isOfMembers() {
    return false;
  }

  @Override
  public List<Wish> wishes(InterfaceRule rule, Nic nic, Context context) {
    Map<String, Boolean> offloads = Objects.requireNonNullElse(rule.offloads(), Map.of());
    List<Wish> wishes = new ArrayList<>();
    offloads.forEach((name, on) -> {
      List<String> group = FeatureAliases.members(name);
      if (group.isEmpty()) {
        wishes.add(new Wish(setting(nic, name), rule.name(), ask(name, on, rule, nic, context)));
      }
      for (String feature : group) {
        if (!offloads.containsKey(feature)) {
          Wish.Ask ask = ask(feature, on, rule, nic, context);
          wishes.add(new Wish(setting(nic, feature), rule.name(), ask, name));
        }
      }
    });
    return wishes;
  }

  private static Wish.Ask ask(
      String feature, boolean on, InterfaceRule rule, Nic nic, Context context) {
    String note =
        on && feature.equals(AcceleratedRfs.FILTERS) ? AcceleratedRfs.note(rule, nic, context) : "";
    return new Wish.To(new Value.Toggle(on), note);
  }

  @Override
  public Optional<String> attribute(Nic nic, String leaf) {
    return Optional.of(leaf);
  }

  @Override
  public Value parse(String text) {
    return new Value.Toggle(text.equals("on"));
  }

  @Override
  public Map<Setting, Observation> observe(Kernel kernel, Collection<Setting> settings) {
    Map<Setting, Observation> observations = new LinkedHashMap<>();
    settings.stream()
        .collect(Collectors.groupingBy(Setting::device, LinkedHashMap::new, Collectors.toList()))
        .forEach((device, ofDevice) -> {
          FeaturesReading reading = kernel.ethtool().features(device);
          ofDevice.forEach(setting -> observations.put(setting, observe(reading, setting)));
        });
    return observations;
  }

  private static Observation observe(FeaturesReading reading, Setting setting) {
    return switch (reading) {
      case FeaturesReading.Refused refused ->
          new Observation.Missing(
              refused.errno().equals(Errno.EOPNOTSUPP) ? Outcome.Unsupported : Outcome.Failed,
              "reading features of %s: %s".formatted(setting.device(), refused.errno()));
      case FeaturesReading.Features features -> {
        Feature feature = features.byName().get(setting.attribute());
        if (feature == null) {
          yield new Observation.Missing(
              Outcome.Unsupported,
              "this kernel knows no feature %s for %s"
                  .formatted(setting.attribute(), setting.device()));
        }
        Value active = new Value.Toggle(feature.active());
        yield feature.fixed()
            ? new Observation.Fixed(
                active, "the driver of %s does not let it be changed".formatted(setting.device()))
            : new Observation.Seen(
                active,
                new Value.Toggle(feature.wanted()),
                false,
                held(setting.attribute(), feature, features.byName()));
      }
    };
  }

  /** Why the kernel does not do as requested; empty where it does. */
  private static String held(String name, Feature feature, Map<String, Feature> all) {
    if (feature.wanted() == feature.active()) {
      return "";
    }
    String why = feature.wanted() ? FeatureDependencies.why(name, all) : "";
    return "requested %s, the kernel keeps it %s"
            .formatted(feature.wanted() ? "on" : "off", feature.active() ? "on" : "off")
        + (why.isEmpty() ? "" : ": it " + why);
  }

  @Override
  public Map<Setting, Effect> write(Kernel kernel, Map<Setting, Value> values) {
    Map<Setting, Effect> effects = new LinkedHashMap<>();
    values.keySet().stream()
        .collect(Collectors.groupingBy(Setting::device, LinkedHashMap::new, Collectors.toList()))
        .forEach((device, ofDevice) -> {
          Map<String, Boolean> wanted = new TreeMap<>();
          ofDevice.forEach(setting -> wanted.put(setting.attribute(), on(values, setting)));
          FeaturesReading before = kernel.ethtool().features(device);
          FeaturesReading now = kernel.ethtool().setFeatures(device, wanted);
          String others = changedBesides(wanted.keySet(), before, now);
          ofDevice.forEach(
              setting -> effects.put(setting, effect(now, setting, on(values, setting), others)));
        });
    return effects;
  }

  /** Which other features the kernel turned on or off along with those that were asked for. */
  private static String changedBesides(
      Set<String> asked, FeaturesReading before, FeaturesReading now) {
    if (!(before instanceof FeaturesReading.Features old)
        || !(now instanceof FeaturesReading.Features fresh)) {
      return "";
    }
    StringJoiner changed = new StringJoiner(", ");
    fresh
        .byName()
        .forEach((name, feature) -> {
          Feature was = old.byName().get(name);
          if (was != null && was.active() != feature.active() && !asked.contains(name)) {
            changed.add(name + (feature.active() ? " on" : " off"));
          }
        });
    return changed.length() == 0 ? "" : "with it the kernel turned " + changed;
  }

  private static boolean on(Map<Setting, Value> values, Setting setting) {
    return values.get(setting) instanceof Value.Toggle toggle && toggle.on();
  }

  private static Effect effect(
      FeaturesReading now, Setting setting, boolean wished, String others) {
    return switch (now) {
      case FeaturesReading.Features features -> {
        Feature feature = features.byName().get(setting.attribute());
        yield feature == null
            ? new Effect.Refused(Outcome.Failed, setting.device() + " lost the feature")
            : new Effect.ReadBack(
                new Value.Toggle(feature.active()),
                feature.active() == wished
                    ? others
                    : held(setting.attribute(), feature, features.byName()));
      }
      case FeaturesReading.Refused refused ->
          new Effect.Refused(
              Outcome.Failed,
              "setting %s of %s to %s: %s %s"
                  .formatted(
                      setting.attribute(),
                      setting.device(),
                      wished ? "on" : "off",
                      refused.errno(),
                      refused.message()));
    };
  }
}
