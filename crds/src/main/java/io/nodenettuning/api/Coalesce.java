package io.nodenettuning.api;

import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.nodenettuning.api.schema.AnyOf;
import io.nodenettuning.api.schema.Doc;
import io.nodenettuning.api.schema.When;
import org.jspecify.annotations.Nullable;

/**
 * How a device delays its interrupts ({@code ethtool -C}): every attribute of {@code
 * include/uapi/linux/ethtool_netlink.h}. A device has some of them.
 */
@AnyOf(
    value = {
      "adaptiveRx",
      "adaptiveTx",
      "rxUsecs",
      "rxFrames",
      "rxUsecsIrq",
      "rxFramesIrq",
      "txUsecs",
      "txFrames",
      "txUsecsIrq",
      "txFramesIrq",
      "statsBlockUsecs",
      "pktRateLow",
      "rxUsecsLow",
      "rxFramesLow",
      "txUsecsLow",
      "txFramesLow",
      "pktRateHigh",
      "rxUsecsHigh",
      "rxFramesHigh",
      "txUsecsHigh",
      "txFramesHigh",
      "sampleInterval",
      "cqeModeRx",
      "cqeModeTx",
      "txAggrMaxBytes",
      "txAggrMaxFrames",
      "txAggrTimeUsecs"
    },
    problem = "nothing of coalescing is set")
@When(
    field = "adaptiveRx",
    is = "true",
    refuses = "rxUsecs",
    want = "rxUsecs only while adaptiveRx is not true")
@When(
    field = "adaptiveRx",
    is = "true",
    refuses = "rxFrames",
    want = "rxFrames only while adaptiveRx is not true")
@When(
    field = "adaptiveTx",
    is = "true",
    refuses = "txUsecs",
    want = "txUsecs only while adaptiveTx is not true")
@When(
    field = "adaptiveTx",
    is = "true",
    refuses = "txFrames",
    want = "txFrames only while adaptiveTx is not true")
public record Coalesce(
    @Doc("Whether the driver adapts how long it delays receive interrupts.")
        @Nullable Boolean adaptiveRx,
    @Doc("Whether the driver adapts how long it delays transmit interrupts.")
        @Nullable Boolean adaptiveTx,
    @Doc("Microseconds that a receive interrupt is delayed after a packet.")
        @Min(0)
        @Max(Limits.COALESCE)
        @Nullable Integer rxUsecs,
    @Doc("Packets that a receive interrupt waits for at most.") @Min(0) @Max(Limits.COALESCE)
        @Nullable Integer rxFrames,
    @Doc("As rxUsecs, while the host serves an interrupt.") @Min(0) @Max(Limits.COALESCE)
        @Nullable Integer rxUsecsIrq,
    @Doc("As rxFrames, while the host serves an interrupt.") @Min(0) @Max(Limits.COALESCE)
        @Nullable Integer rxFramesIrq,
    @Doc("Microseconds that a transmit interrupt is delayed after a packet.")
        @Min(0)
        @Max(Limits.COALESCE)
        @Nullable Integer txUsecs,
    @Doc("Packets that a transmit interrupt waits for at most.") @Min(0) @Max(Limits.COALESCE)
        @Nullable Integer txFrames,
    @Doc("As txUsecs, while the host serves an interrupt.") @Min(0) @Max(Limits.COALESCE)
        @Nullable Integer txUsecsIrq,
    @Doc("As txFrames, while the host serves an interrupt.") @Min(0) @Max(Limits.COALESCE)
        @Nullable Integer txFramesIrq,
    @Doc("Microseconds between updates of the statistics in memory.") @Min(0) @Max(Limits.COALESCE)
        @Nullable Integer statsBlockUsecs,
    @Doc("Packets a second below which the values for a low rate hold.")
        @Min(0)
        @Max(Limits.COALESCE)
        @Nullable Integer pktRateLow,
    @Doc("As rxUsecs, at a low packet rate.") @Min(0) @Max(Limits.COALESCE)
        @Nullable Integer rxUsecsLow,
    @Doc("As rxFrames, at a low packet rate.") @Min(0) @Max(Limits.COALESCE)
        @Nullable Integer rxFramesLow,
    @Doc("As txUsecs, at a low packet rate.") @Min(0) @Max(Limits.COALESCE)
        @Nullable Integer txUsecsLow,
    @Doc("As txFrames, at a low packet rate.") @Min(0) @Max(Limits.COALESCE)
        @Nullable Integer txFramesLow,
    @Doc("Packets a second above which the values for a high rate hold.")
        @Min(0)
        @Max(Limits.COALESCE)
        @Nullable Integer pktRateHigh,
    @Doc("As rxUsecs, at a high packet rate.") @Min(0) @Max(Limits.COALESCE)
        @Nullable Integer rxUsecsHigh,
    @Doc("As rxFrames, at a high packet rate.") @Min(0) @Max(Limits.COALESCE)
        @Nullable Integer rxFramesHigh,
    @Doc("As txUsecs, at a high packet rate.") @Min(0) @Max(Limits.COALESCE)
        @Nullable Integer txUsecsHigh,
    @Doc("As txFrames, at a high packet rate.") @Min(0) @Max(Limits.COALESCE)
        @Nullable Integer txFramesHigh,
    @Doc("Seconds between measurements of the packet rate.") @Min(0) @Max(Limits.COALESCE)
        @Nullable Integer sampleInterval,
    @Doc("Whether every received packet restarts the timer, not only the first.")
        @Nullable Boolean cqeModeRx,
    @Doc("Whether every sent packet restarts the timer, not only the first.")
        @Nullable Boolean cqeModeTx,
    @Doc("Bytes that are gathered into one transfer at most.") @Min(0) @Max(Limits.COALESCE)
        @Nullable Integer txAggrMaxBytes,
    @Doc("Packets that are gathered into one transfer at most.") @Min(0) @Max(Limits.COALESCE)
        @Nullable Integer txAggrMaxFrames,
    @Doc("Microseconds that packets are gathered for one transfer at most.")
        @Min(0)
        @Max(Limits.COALESCE)
        @Nullable Integer txAggrTimeUsecs) {}
