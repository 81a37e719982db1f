package io.nodenettuning.api;

import io.fabric8.generator.annotation.Size;
import io.nodenettuning.api.schema.AnyOf;
import io.nodenettuning.api.schema.Doc;
import io.nodenettuning.api.schema.Matches;
import io.nodenettuning.api.schema.Needed;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the interfaces of a match should have. */
@AnyOf(
    value = {
      "irqAffinity",
      "rps",
      "rfs",
      "xps",
      "offloads",
      "channels",
      "rings",
      "coalesce",
      "rss",
      "napi"
    },
    problem = "the rule sets nothing")
public record InterfaceRule(
    @Doc("The rule's name in plans, statuses and messages.")
        @Size(max = Limits.NAME)
        @Matches(what = RuleName.WHAT, regex = RuleName.REGEX, want = RuleName.WANT)
        String name,
    @Doc(
            "Which interfaces the rule is for: all criteria that are given must hold. For a bond,"
                + " settings of queues and interrupts go to its members.")
        @Needed("at least one of types, names, drivers, pciAddresses, routes")
        InterfaceMatch match,
    @Doc("Which CPUs serve the interrupts of the interface's queues.")
        @Nullable IrqAffinity irqAffinity,
    @Doc("Receive packet steering (rps_cpus) of every receive queue; {} spreads over all CPUs.")
        @Nullable Rps rps,
    @Doc(
            "Receive flow steering of every receive queue; has effect only while"
                + " rpsSockFlowEntries of the node is above 0.")
        @Nullable Rfs rfs,
    @Doc("Transmit packet steering (xps_cpus) of every transmit queue; {} spreads over all CPUs.")
        @Nullable Xps xps,
    @Doc(
            "Offloads to turn on (true) or off (false). A feature named itself beats an alias that"
                + " includes it.")
        @Size(min = 1, max = Limits.OFFLOADS)
        @Matches(
            what = "a feature name",
            regex = "[a-z0-9][a-z0-9_.-]*",
            want =
                "a feature name of the kernel such as tx-tcp-segmentation or an alias of ethtool such"
                    + " as tso")
        @Nullable Map<String, @Doc("Whether the feature is on.") Boolean> offloads,
    @Doc("How many queues the interface has.") @Nullable Channels channels,
    @Doc("How many packets its queues hold.") @Nullable Rings rings,
    @Doc("How it delays its interrupts.") @Nullable Coalesce coalesce,
    @Doc("How it spreads flows over its receive queues.") @Nullable Rss rss,
    @Doc("How the kernel polls it.") @Nullable Napi napi,
    @Doc("What it means when an interface cannot do what the rule asks for.")
        @Nullable IfUnsupported ifUnsupported) {}
