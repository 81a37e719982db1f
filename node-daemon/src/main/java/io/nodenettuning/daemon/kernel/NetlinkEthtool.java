package io.nodenettuning.daemon.kernel;

import io.nodenettuning.daemon.kernel.Ethtool.FeaturesReading.Features;
import io.nodenettuning.daemon.kernel.Ethtool.FeaturesReading.Refused;
import java.util.BitSet;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Ethtool by generic netlink ({@code include/uapi/linux/ethtool_netlink.h}, since Linux 5.6), in
 * the network namespace of the thread that asks first. Getting needs no privilege, setting needs
 * CAP_NET_ADMIN.
 */
final class NetlinkEthtool implements Ethtool, AutoCloseable {
  private static final int HEADER = 1;
  private static final int HEADER_DEVICE = 2;
  private static final int HEADER_FLAGS = 3;
  private static final int COMPACT_BITSETS = 1;

  private static final int STRSET_GET = 1;
  private static final int STRINGSETS = 2;
  private static final int STRINGSET = 1;
  private static final int STRINGSET_ID = 1;
  private static final int STRINGSET_STRINGS = 3;
  private static final int STRING_INDEX = 1;
  private static final int STRING_VALUE = 2;

  /** The names of features, {@code ETH_SS_FEATURES}. */
  private static final int FEATURE_NAMES = 4;

  private static final int FEATURES_GET = 11;
  private static final int FEATURES_SET = 12;
  private static final int FEATURES_HW = 2;
  private static final int FEATURES_WANTED = 3;
  private static final int FEATURES_ACTIVE = 4;
  private static final int FEATURES_NOCHANGE = 5;

  private final GenericNetlink netlink = new GenericNetlink("ethtool");

  /** By bit, which differ between kernels but not while one runs; empty until first asked for. */
  private SortedMap<Integer, String> names = Collections.emptySortedMap();

  @Override
  public synchronized FeaturesReading features(String device) {
    return understood(() -> names.isEmpty() ? namesThenGet(device) : get(device), Refused::new);
  }

  @Override
  public synchronized FeaturesReading setFeatures(String device, Map<String, Boolean> wanted) {
    return understood(() -> set(device, wanted), Refused::new);
  }

  @Override
  public synchronized ParametersReading parameters(String device, ParameterGroup group) {
    return understood(
        () -> NetlinkParameters.get(netlink, device, group), ParametersReading.Refused::new);
  }

  @Override
  public synchronized ParametersReading setParameters(
      String device, ParameterGroup group, Map<String, Long> wanted) {
    return understood(
        () -> NetlinkParameters.set(netlink, device, group, wanted),
        ParametersReading.Refused::new);
  }

  private static <T> T understood(
      Supplier<T> conversation, BiFunction<Errno, String, ? extends T> refused) {
    try {
      return conversation.get();
    } catch (MalformedNetlinkException e) {
      return refused.apply(Errno.EBADMSG, e.problem());
    }
  }

  /** The answer to a SET names only bits that changed or could not: all are read again. */
  private FeaturesReading set(String device, Map<String, Boolean> wanted) {
    var set =
        netlink.ask(
            FEATURES_SET,
            request -> {
              request.nest(HEADER, header -> header.text(HEADER_DEVICE, device));
              EthtoolBitset.write(request, FEATURES_WANTED, wanted);
            });
    return then(set, _ -> features(device));
  }

  private FeaturesReading namesThenGet(String device) {
    var strings =
        netlink.ask(
            STRSET_GET,
            request ->
                request
                    .nest(HEADER, _ -> {})
                    .nest(
                        STRINGSETS,
                        sets -> sets.nest(STRINGSET, set -> set.u32(STRINGSET_ID, FEATURE_NAMES))));
    return then(
        strings,
        answered -> {
          names = names(GenericNetlink.only(answered));
          return get(device);
        });
  }

  private FeaturesReading get(String device) {
    var features =
        netlink.ask(
            FEATURES_GET,
            request ->
                request.nest(
                    HEADER,
                    header ->
                        header.text(HEADER_DEVICE, device).u32(HEADER_FLAGS, COMPACT_BITSETS)));
    return then(features, answered -> features(names, GenericNetlink.only(answered)));
  }

  private static FeaturesReading then(
      NetlinkReply reply, Function<NetlinkReply.Answered, FeaturesReading> next) {
    return switch (reply) {
      case NetlinkReply.Answered answered -> next.apply(answered);
      case NetlinkReply.Refused refused -> new Refused(refused.errno(), refused.message());
    };
  }

  /** The names of a string set by number; some numbers have none. */
  static SortedMap<Integer, String> names(NetlinkAttributes answer) {
    SortedMap<Integer, String> names = new TreeMap<>();
    for (var string : answer.nest(STRINGSETS).nest(STRINGSET).nest(STRINGSET_STRINGS)) {
      var numbered = string.nested();
      String name = numbered.text(STRING_VALUE);
      if (!name.isEmpty()) {
        names.put(numbered.count(STRING_INDEX), name);
      }
    }
    return Collections.unmodifiableSortedMap(names);
  }

  static Features features(SortedMap<Integer, String> names, NetlinkAttributes answer) {
    BitSet hw = EthtoolBitset.parse(answer.nest(FEATURES_HW));
    BitSet wanted = EthtoolBitset.parse(answer.nest(FEATURES_WANTED));
    BitSet active = EthtoolBitset.parse(answer.nest(FEATURES_ACTIVE));
    BitSet nochange = EthtoolBitset.parse(answer.nest(FEATURES_NOCHANGE));
    SortedMap<String, Feature> features = new TreeMap<>();
    names.forEach((bit, name) ->
        features.put(
            name, new Feature(hw.get(bit), wanted.get(bit), active.get(bit), nochange.get(bit))));
    return new Features(Collections.unmodifiableSortedMap(features));
  }

  @Override
  public synchronized void close() {
    netlink.close();
  }
}
