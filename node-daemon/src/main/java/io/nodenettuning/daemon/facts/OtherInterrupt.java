package io.nodenettuning.daemon.facts;

/**
 * An interrupt of a device that is left alone.
 *
 * @param irq its number
 * @param vector the driver's name of it, empty when no handler is attached
 */
public record OtherInterrupt(int irq, String vector) {}
