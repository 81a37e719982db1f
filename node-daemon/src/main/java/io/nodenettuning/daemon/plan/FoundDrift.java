package io.nodenettuning.daemon.plan;

import org.jspecify.annotations.Nullable;

/**
 * A setting that is no longer what it was when we left it.
 *
 * @param id the setting's id
 * @param key the setting's key
 * @param device name of the network interface it belongs to, or an empty text
 * @param tuningUid uid of the tuning whose it is
 * @param tuning its name
 * @param from what it should show
 * @param to what it shows
 * @param corrected whether it is put back
 */
public record FoundDrift(
    String id,
    String key,
    String device,
    String tuningUid,
    String tuning,
    @Nullable String from,
    @Nullable String to,
    boolean corrected) {}
