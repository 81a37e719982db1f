package io.nodenettuning.api;

import io.nodenettuning.api.schema.AnyOf;
import io.nodenettuning.api.schema.Doc;
import org.jspecify.annotations.Nullable;

/** How many queues a device has ({@code ethtool -L}). */
@AnyOf(
    value = {"combined", "rx", "tx"},
    problem = "no channels are set")
public record Channels(
    @Doc("Channels that receive and transmit, a number or Max.") @Nullable ChannelCount combined,
    @Doc("Channels that only receive, a number or Max.") @Nullable ChannelCount rx,
    @Doc("Channels that only transmit, a number or Max.") @Nullable ChannelCount tx) {}
