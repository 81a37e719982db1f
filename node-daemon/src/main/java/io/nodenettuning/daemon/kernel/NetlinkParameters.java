package io.nodenettuning.daemon.kernel;

import io.nodenettuning.daemon.kernel.Ethtool.Parameter;
import io.nodenettuning.daemon.kernel.Ethtool.ParametersReading;
import io.nodenettuning.daemon.kernel.Ethtool.ParametersReading.Parameters;
import io.nodenettuning.daemon.kernel.Ethtool.ParametersReading.Refused;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** The messages of a {@link ParameterGroup}. */
final class NetlinkParameters {
  private static final int HEADER = 1;
  private static final int HEADER_DEVICE = 2;

  private NetlinkParameters() {}

  static ParametersReading get(GenericNetlink netlink, String device, ParameterGroup group) {
    NetlinkReply reply = netlink.ask(group.get(), request -> header(request, device));
    return switch (reply) {
      case NetlinkReply.Answered answered -> parameters(group, GenericNetlink.only(answered));
      case NetlinkReply.Refused refused -> new Refused(refused.errno(), refused.message());
    };
  }

  static ParametersReading set(
      GenericNetlink netlink, String device, ParameterGroup group, Map<String, Long> wanted) {
    NetlinkReply reply =
        netlink.ask(
            group.set(),
            request -> {
              header(request, device);
              wanted.forEach((name, value) -> put(request, group, name, value));
            });
    return reply instanceof NetlinkReply.Refused refused
        ? new Refused(refused.errno(), refused.message())
        : get(netlink, device, group);
  }

  private static void header(NetlinkMessage request, String device) {
    request.nest(HEADER, header -> header.text(HEADER_DEVICE, device));
  }

  private static void put(NetlinkMessage request, ParameterGroup group, String name, long value) {
    var attribute = Objects.requireNonNull(group.attributes().get(name), name);
    if (attribute.flag()) {
      request.u8(attribute.number(), (int) value);
    } else {
      request.u32(attribute.number(), (int) value);
    }
  }

  static Parameters parameters(ParameterGroup group, NetlinkAttributes answer) {
    SortedMap<String, Parameter> parameters = new TreeMap<>();
    group
        .attributes()
        .forEach((name, attribute) ->
            answer
                .find(attribute.number())
                .ifPresent(value ->
                    parameters.put(
                        name,
                        new Parameter(
                            attribute.flag() ? value.u8() : Integer.toUnsignedLong(value.u32()),
                            attribute.hasMaximum()
                                ? maximum(answer, attribute.maximum())
                                : Long.MAX_VALUE))));
    return new Parameters(Collections.unmodifiableSortedMap(parameters));
  }

  private static long maximum(NetlinkAttributes answer, int attribute) {
    return answer
        .find(attribute)
        .map(value -> Integer.toUnsignedLong(value.u32()))
        .orElse(Long.MAX_VALUE);
  }
}
