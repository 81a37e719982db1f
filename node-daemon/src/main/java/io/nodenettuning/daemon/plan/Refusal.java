package io.nodenettuning.daemon.plan;

import io.nodenettuning.api.Outcome;

/**
 * A write that the kernel refuses for good.
 *
 * @param outcome what that makes of the setting
 * @param message the kernel's reason, or an empty text
 * @param makeup of the device {@linkplain io.nodenettuning.daemon.knob.Makeup at that moment}, or
 *     an empty text where that makes no difference
 */
public record Refusal(Outcome outcome, String message, String makeup) {}
